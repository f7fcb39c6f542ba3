package org.coregion.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coregion.Bounds;
import org.coregion.InvalidInputException;
import org.coregion.linalg.Matrix;

/**
 * A product of kernels, m = Π_i m_i: two inputs are alike if all factors say so. Space and time with a kernel of their
 * own each ({@link #on}), a period whose shape drifts. Where every factor is a product over the input columns, so is
 * this: on a grid of inputs its matrix is a Kronecker product. A Matérn kernel of one column times {@link Cosine} keeps
 * its state-space form.
 *
 * <p>Its parameters are those of its factors, in order. The scale is that of the factors: 1 where they have 1. Where
 * m(x, x) varies with x, as that of {@link Linear} does, the average of a product is not the product of averages: a
 * product that starts from the inputs is divided by it, a product of given kernels is taken as it is.
 *
 * <p>With F factors the pullback costs O(T²F) beside the factors' own and forms their matrices a block of rows at a
 * time; that of a factor that is no function of the inputs as a whole.
 */
public final class Product implements Kernel {
    private final KernelList factors;

    private Product(KernelList factors) {
        this.factors = factors;
    }

    /**
     * The product of these kernels.
     *
     * @throws InvalidInputException if there is none
     */
    public static Product of(Kernel... factors) {
        requireAny(factors.length);
        return new Product(new KernelList(Arrays.asList(factors)));
    }

    /**
     * The product of kernels that start from the inputs, divided by what the average of its m(x, x) over them is there,
     * if that is not 1. Kernels that are all given are taken as they are.
     *
     * @throws InvalidInputException if there is none
     */
    public static KernelStart of(KernelStart... factors) {
        boolean isGiven = Arrays.stream(factors).allMatch(Kernel.class::isInstance);
        return isGiven ? asItIs(factors) : Quotient.ofUnitAverage(asItIs(factors));
    }

    /** The same without the division. */
    static KernelStart asItIs(KernelStart... factors) {
        requireAny(factors.length);
        return new ProductStart(List.of(factors));
    }

    /** The same family on every input column, with parameters of its own on each. */
    public static KernelStart ofEach(KernelStart family) {
        return new EachColumn(family);
    }

    record ProductStart(List<KernelStart> factors) implements KernelStart {
        @Override
        public Kernel at(Matrix inputs, List<String> inputNames) {
            return of(factors.stream()
                    .map(factor -> factor.at(inputs, inputNames))
                    .toArray(Kernel[]::new));
        }

        @Override
        public KernelStart shortened(double factor) {
            return new ProductStart(
                    factors.stream().map(start -> start.shortened(factor)).toList());
        }

        @Override
        public String expression(List<String> inputNames) {
            return factors.stream()
                    .map(factor -> CallText.operand(factor, inputNames, CallText.isCombination(factor)))
                    .collect(Collectors.joining(" * "));
        }
    }

    private record EachColumn(KernelStart family) implements KernelStart {
        @Override
        public Kernel at(Matrix inputs, List<String> inputNames) {
            KernelStart[] starts = new KernelStart[inputs.columns()];
            Arrays.setAll(starts, q -> family.on(new int[] {q}));
            return of(starts).at(inputs, inputNames);
        }

        @Override
        public KernelStart shortened(double factor) {
            return new EachColumn(family.shortened(factor));
        }

        @Override
        public String expression(List<String> inputNames) {
            return inputNames.stream()
                    .map(name -> CallText.operand(family, List.of(name), CallText.isCombination(family)))
                    .collect(Collectors.joining(" * "));
        }
    }

    /** The factors, in order. */
    public List<Kernel> factors() {
        return factors.kernels();
    }

    @Override
    public String name() {
        return "product";
    }

    @Override
    public Kernel at(Matrix inputs, List<String> inputNames) {
        factors.requireApplicable(inputs, inputNames);
        return this;
    }

    @Override
    public Kernel on(int... columns) {
        return new Product(factors.each(factor -> factor.on(columns)));
    }

    @Override
    public boolean isFunctionOfInputs() {
        return factors.areFunctionsOfInputs();
    }

    @Override
    public Matrix matrix(Matrix inputs) {
        return product(factor -> factor.matrix(inputs));
    }

    @Override
    public Matrix crossMatrix(Matrix left, Matrix right) {
        return product(factor -> factor.crossMatrix(left, right));
    }

    @Override
    public double[] diagonal(Matrix inputs) {
        return product(factor -> Matrix.wrap(1, inputs.rows(), factor.diagonal(inputs)))
                .data();
    }

    @Override
    public double[] logParameters() {
        return factors.logParameters();
    }

    @Override
    public Kernel withLogParameters(double[] logParameters) {
        return new Product(factors.withLogParameters(logParameters));
    }

    @Override
    public Kernel scaledLengthscales(double factor) {
        return new Product(factors.each(kernel -> kernel.scaledLengthscales(factor)));
    }

    @Override
    public Bounds logBounds(Matrix inputs) {
        return factors.logBounds(inputs);
    }

    /** The factors' names; with the number of the factor if two are equal. */
    @Override
    public List<String> parameterNames(List<String> inputNames) {
        List<String> names = factors.parameterNames(inputNames);
        return new HashSet<>(names).size() == names.size() ? names : factors.numberedNames(inputNames, "factor");
    }

    @Override
    public double[] pullback(Matrix inputs, Matrix adjoint) {
        return isFunctionOfInputs()
                ? crossPullback(inputs, inputs, adjoint)
                : gradient(
                        adjoint, factor -> factor.matrix(inputs), (factor, others) -> factor.pullback(inputs, others));
    }

    @Override
    public double[] crossPullback(Matrix left, Matrix right, Matrix adjoint) {
        return RowBlocks.sum(
                left,
                adjoint,
                2 * factors.size(),
                factors.parameterCount(),
                (rows, part) -> gradient(
                        part,
                        factor -> factor.crossMatrix(rows, right),
                        (factor, others) -> factor.crossPullback(rows, right, others)));
    }

    /** The adjoint of a factor is the adjoint times the factors before and those after it. */
    private double[] gradient(
            Matrix adjoint, Function<Kernel, Matrix> matrixOf, BiFunction<Kernel, Matrix, double[]> pullbackOf) {
        int count = factors.size();
        Matrix[] matrices = new Matrix[count];
        Matrix[] others = new Matrix[count];
        others[count - 1] = adjoint.copy();
        for (int i = count - 1; i >= 0; i--) {
            matrices[i] = matrixOf.apply(factors.get(i));
            if (i > 0) {
                others[i - 1] = others[i].copy();
                multiplyInto(others[i - 1], matrices[i]);
            }
        }
        double[] gradient = new double[factors.parameterCount()];
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                multiplyInto(others[i], matrices[i - 1]);
                multiplyInto(matrices[i], matrices[i - 1]);
            }
            for (double value : pullbackOf.apply(factors.get(i), others[i])) {
                gradient[next++] = value;
            }
        }
        return gradient;
    }

    @Override
    public Optional<AxisProduct> axisProduct(int inputs) {
        List<AxisProduct> products = new ArrayList<>();
        for (Kernel factor : factors.kernels()) {
            Optional<AxisProduct> own = factor.axisProduct(inputs);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            products.add(own.get());
        }
        return Optional.of(AxisProduct.product(products, inputs));
    }

    /** There is one if all factors have one and at most one of them is neither a {@link Cosine} nor a constant. */
    @Override
    public Optional<StateSpaceForm> stateSpaceForm() {
        Optional<StateSpaceForm> form = factors.get(0).stateSpaceForm();
        int count = factors.get(0).logParameters().length;
        for (int i = 1; i < factors.size(); i++) {
            int before = count;
            int own = factors.get(i).logParameters().length;
            Optional<StateSpaceForm> next = factors.get(i).stateSpaceForm();
            form = form.flatMap(product -> next.filter(factor -> product.isRotation() || factor.isRotation())
                    .map(factor -> new ProductForm(product, before, factor, own)));
            count += own;
        }
        return form;
    }

    @Override
    public String expression(List<String> inputNames) {
        return factors.kernels().stream()
                .map(factor -> CallText.operand(factor, inputNames, isGrouped(factor)))
                .collect(Collectors.joining(" * "));
    }

    private static boolean isGrouped(Kernel factor) {
        return factor instanceof Sum || factor instanceof Product || factor instanceof Quotient;
    }

    @Override
    public String toString() {
        return factors.kernels().stream().map(Kernel::toString).collect(Collectors.joining(" · ", name() + "[", "]"));
    }

    private Matrix product(Function<Kernel, Matrix> matrixOf) {
        Matrix result = matrixOf.apply(factors.get(0));
        for (int i = 1; i < factors.size(); i++) {
            multiplyInto(result, matrixOf.apply(factors.get(i)));
        }
        return result;
    }

    private static void multiplyInto(Matrix target, Matrix factor) {
        for (int i = 0; i < target.data().length; i++) {
            target.data()[i] *= factor.data()[i];
        }
    }

    private static void requireAny(int count) {
        if (count == 0) {
            throw new InvalidInputException(
                    "A product of kernels has no factor.", "give a kernel, or an input column to have one on.");
        }
    }
}
