package org.coregion.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coregion.InvalidInputException;

/** The words of a kernel expression, read one by one; every refusal names the place. */
final class ExpressionTokens {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<name>" + NAME + ")"
            + "|(?<number>-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\""
            + "|(?<symbol>[-+*/^()\\[\\],=]))");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    /** What a token is. */
    enum Kind {
        NAME,
        NUMBER,
        QUOTED,
        SYMBOL,
        END
    }

    /**
     * A token.
     *
     * @param text without quotation marks
     * @param position of its first character, from 1
     */
    record Token(Kind kind, String text, int position) {
        /** Whether a text is read as one name. */
        static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        @Override
        public String toString() {
            return kind == Kind.END ? "the end" : '"' + text + '"';
        }
    }

    private final String expression;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * Splits an expression.
     *
     * @throws InvalidInputException if a character belongs to none
     */
    ExpressionTokens(String expression) {
        this.expression = expression;
        int end = expression.stripTrailing().length();
        Matcher matcher = TOKEN.matcher(expression);
        int from = 0;
        while (from < end) {
            if (!matcher.region(from, expression.length()).lookingAt()) {
                int place = from
                        + expression.substring(from).length()
                        - expression.substring(from).stripLeading().length();
                throw refusal(
                        new Token(Kind.SYMBOL, expression.substring(place, place + 1), place + 1),
                        "a name, a number or one of + * / ^ ( ) [ ] , =");
            }
            from = matcher.end();
            tokens.add(token(matcher));
        }
        tokens.add(new Token(Kind.END, "", end + 1));
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : List.of(Kind.NAME, Kind.NUMBER, Kind.SYMBOL)) {
            String group = kind.name().toLowerCase(Locale.ROOT);
            if (matcher.group(group) != null) {
                return new Token(kind, matcher.group(group), matcher.start(group) + 1);
            }
        }
        String text = ESCAPE.matcher(matcher.group("quoted")).replaceAll("$1");
        return new Token(Kind.QUOTED, text, matcher.start("quoted"));
    }

    /** The next token, which stays the next. */
    Token peek() {
        return tokens.get(next);
    }

    /** The next token. */
    Token take() {
        return tokens.get(next == tokens.size() - 1 ? next : next++);
    }

    /** Takes the next token if it is this symbol. */
    boolean accept(String symbol) {
        boolean found = peek().is(symbol);
        if (found) {
            take();
        }
        return found;
    }

    /** Takes this symbol, or refuses what stands in its place. */
    void expect(String symbol, String expected) {
        if (!accept(symbol)) {
            throw refusal(peek(), expected);
        }
    }

    /** Takes a number. */
    double number(String expected) {
        Token token = take();
        double value = token.kind == Kind.NUMBER ? Double.parseDouble(token.text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw refusal(token, expected);
        }
        return value;
    }

    /** What is wrong with a token, and what should stand there. */
    InvalidInputException refusal(Token found, String expected) {
        return refusal(found.position, found + " stands where " + expected + " is expected", "look there.");
    }

    /** What is wrong at a position. */
    InvalidInputException refusal(int position, String problem, String remedy) {
        return new InvalidInputException(
                "In the kernel expression '" + expression + "' at position " + position + ": " + problem + ".", remedy);
    }
}
