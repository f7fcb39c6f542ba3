package org.coregion.kernel;

import java.util.ArrayList;
import java.util.List;
import org.coregion.InvalidInputException;
import org.coregion.kernel.ExpressionTokens.Kind;
import org.coregion.kernel.ExpressionTokens.Token;
import org.coregion.linalg.Matrix;

/**
 * A kernel as text, {@code "matern32(x, y) + 0.5 * periodic(t, period=12)"}, and where it starts: what is given starts
 * there, the rest comes from the inputs. What {@link Kernel#expression} writes, this reads to the last digit.
 *
 * <pre>
 * sum     = term { "+" term }
 * term    = [ weight "*" ] factor { "*" factor } [ "/" divisor ]
 * factor  = ( kernel | "(" sum ")" ) [ "^" exponent ]
 * kernel  = name [ "(" [ item { "," item } ] ")" ]
 * item    = column | key "=" number | key "=" "[" number { "," number } "]" | "isotropic"
 * </pre>
 *
 * <p>Where something of a product or power is left to the inputs, it is divided by what the average of its m(x, x) over
 * them is, unless a divisor is given; one of which every value is given is taken as it is.
 *
 * <p>A weight is 1 where none is given; weights count relative to each other. A column is a name of an input column, in
 * quotation marks if it is no word; without any the kernel is on all of them. The kernels are {@code se},
 * {@code matern12}, {@code matern32}, {@code matern52}, {@code rq}, {@code wendland}, with one {@code lengthscale} for
 * all columns or one each, {@code periodic}, {@code cosine}, {@code linear}, {@code polynomial} and {@code constant}.
 */
public final class KernelExpression implements KernelStart {
    private final String text;
    private final KernelStart start;
    private final List<String> missing;

    private KernelExpression(String text, KernelStart start, List<String> missing) {
        this.text = text;
        this.start = start;
        this.missing = missing;
    }

    /**
     * Reads an expression.
     *
     * @throws InvalidInputException if it does not follow the grammar, or names what a kernel does not have; the place
     *     is named
     */
    public static KernelExpression parse(String text) {
        ExpressionTokens tokens = new ExpressionTokens(text);
        List<String> missing = new ArrayList<>();
        KernelStart start = sum(tokens, missing);
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.refusal(tokens.peek(), "\"+\", \"*\", \"/\", \"^\" or the end");
        }
        return new KernelExpression(text, start, List.copyOf(missing));
    }

    /** The values that the text leaves to the inputs or to a default, such as "lengthscale of matern52". */
    public List<String> missing() {
        return missing;
    }

    /**
     * This expression.
     *
     * @throws InvalidInputException if it leaves a value open
     */
    public KernelExpression requireComplete() {
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "The kernel expression '" + text + "' gives no " + String.join(", no ", missing) + ".",
                    "add what is missing, as in matern52(x, lengthscale=1.2).");
        }
        return this;
    }

    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        return start.at(inputs, inputNames);
    }

    @Override
    public KernelStart shortened(double factor) {
        return start.shortened(factor);
    }

    /** In its own words, with the names of columns where it leaves them out. */
    @Override
    public String expression(List<String> inputNames) {
        return start.expression(inputNames);
    }

    /** Where it starts, without the text. */
    KernelStart start() {
        return start;
    }

    @Override
    public String toString() {
        return text;
    }

    private static KernelStart sum(ExpressionTokens tokens, List<String> missing) {
        List<KernelStart> terms = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        boolean isWeighted = false;
        do {
            boolean hasWeight = tokens.peek().kind() == Kind.NUMBER;
            weights.add(hasWeight ? weight(tokens) : 1);
            terms.add(product(tokens, missing));
            isWeighted |= hasWeight;
        } while (tokens.accept("+"));
        return terms.size() == 1 && !isWeighted
                ? terms.get(0)
                : Sum.of(
                        weights.stream().mapToDouble(Double::doubleValue).toArray(), terms.toArray(KernelStart[]::new));
    }

    private static double weight(ExpressionTokens tokens) {
        Token token = tokens.peek();
        double weight = tokens.number("a weight");
        if (!(weight > 0)) {
            throw tokens.refusal(token, "a positive weight");
        }
        tokens.expect("*", "\"*\" and a kernel after a weight");
        return weight;
    }

    private static KernelStart product(ExpressionTokens tokens, List<String> missing) {
        int known = missing.size();
        List<KernelStart> factors = new ArrayList<>();
        do {
            factors.add(factor(tokens, missing));
        } while (tokens.accept("*"));
        KernelStart product =
                factors.size() == 1 ? factors.get(0) : Product.asItIs(factors.toArray(KernelStart[]::new));
        if (tokens.peek().is("/")) {
            return Quotient.of(product, divisor(tokens));
        }
        return factors.size() == 1 || missing.size() == known ? product : Quotient.ofUnitAverage(product);
    }

    private static double divisor(ExpressionTokens tokens) {
        tokens.take();
        Token token = tokens.peek();
        double divisor = tokens.number("a divisor");
        if (!(divisor > 0)) {
            throw tokens.refusal(token, "a positive divisor");
        }
        return divisor;
    }

    private static KernelStart factor(ExpressionTokens tokens, List<String> missing) {
        int known = missing.size();
        KernelStart base;
        if (tokens.accept("(")) {
            base = sum(tokens, missing);
            tokens.expect(")", "\"+\", \"*\", \"/\", \"^\" or \")\"");
        } else {
            Token name = tokens.take();
            if (name.kind() != Kind.NAME) {
                throw tokens.refusal(name, "a kernel");
            }
            base = KernelFamilies.start(KernelCall.read(name, tokens), missing);
        }
        if (!tokens.accept("^")) {
            return base;
        }
        KernelStart power = new PowerStart(base, exponent(tokens));
        boolean isDivided = missing.size() == known || tokens.peek().is("/");
        return isDivided ? power : Quotient.ofUnitAverage(power);
    }

    private static int exponent(ExpressionTokens tokens) {
        Token token = tokens.peek();
        double exponent = tokens.number("an exponent");
        if (exponent < 1 || exponent != (int) exponent) {
            throw tokens.refusal(token, "a whole number of at least 1");
        }
        return (int) exponent;
    }
}
