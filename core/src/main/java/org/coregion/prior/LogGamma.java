package org.coregion.prior;

/** log Γ(x) for x &gt; 0, by Stirling's series beyond 15 and the recurrence Γ(x + 1) = xΓ(x) below: to rounding. */
final class LogGamma {
    private static final double FAR = 15;

    /** B_2k/(2k(2k − 1)) for k = 1, 2, …; the next term is below 1e-17 from 15 on. */
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };

    private LogGamma() {}

    static double of(double x) {
        double shift = 1;
        double far = x;
        while (far < FAR) {
            shift *= far;
            far++;
        }
        double power = 1 / far;
        double series = 0;
        for (double term : STIRLING) {
            series += term * power;
            power /= far * far;
        }
        return (far - 0.5) * Math.log(far) - far + Math.log(2 * Math.PI) / 2 + series - Math.log(shift);
    }
}
