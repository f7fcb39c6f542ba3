package org.coregion.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.coregion.InvalidInputException;

/** The kernels that an expression knows by name, with their keys. */
final class KernelFamilies {
    private static final Map<String, Family> BY_NAME = new LinkedHashMap<>();

    /** The key of lengthscales. */
    static final String LENGTHSCALE = "lengthscale";

    private static final String PERIOD = "period";

    static {
        put("se", stationary(call -> SquaredExponential::new));
        put("matern12", stationary(call -> Matern12::new));
        put("matern32", stationary(call -> Matern32::new));
        put("matern52", stationary(call -> Matern52::new));
        put("rq", stationary(KernelFamilies::rationalQuadratic, "alpha"));
        put("periodic", new Family(List.of(PERIOD, LENGTHSCALE), KernelFamilies::periodic));
        put("cosine", new Family(List.of(PERIOD), KernelFamilies::cosine));
        put("linear", new Family(List.of("centre", "scale"), KernelFamilies::linear));
        put(
                "polynomial",
                new Family(List.of("degree", "offset", "centre", "scale", "moments"), KernelFamilies::polynomial));
        put("constant", new Family(List.of(), call -> new Constant()));
        put(
                "wendland",
                new Family(List.of(LENGTHSCALE, "q", "dimension", KernelCall.ISOTROPIC), KernelFamilies::wendland));
    }

    /**
     * A family.
     *
     * @param keys of the values that a call may give
     * @param start from a call to the kernel or where it starts, on the columns that it sees
     */
    private record Family(List<String> keys, Function<KernelCall, KernelStart> start) {}

    private KernelFamilies() {}

    /**
     * The start that a call names.
     *
     * @param missing gets the values that are left to the inputs
     * @throws InvalidInputException if there is no such family, or a value is not one of the family's
     */
    static KernelStart start(KernelCall call, List<String> missing) {
        Family family = BY_NAME.get(call.name());
        if (family == null) {
            throw call.refusal("there is no kernel \"" + call.name() + "\"", "choose one of " + BY_NAME.keySet() + ".");
        }
        call.requireKeys(family.keys);
        for (String key : family.keys) {
            if (!call.has(key) && !key.equals(KernelCall.ISOTROPIC)) {
                missing.add(key + " of " + call.name());
            }
        }
        KernelStart start = family.start.apply(call);
        return call.columns().isEmpty() ? start : start.on(call.columns().toArray(String[]::new));
    }

    /** Refuses a kernel of a family that is an application's own. */
    static void requireKnown(StationaryKernel kernel) {
        if (!BY_NAME.containsKey(kernel.name())) {
            throw new InvalidInputException(
                    "The kernel " + kernel + " cannot be written as an expression.",
                    "use kernels that an expression can name: " + BY_NAME.keySet() + ".");
        }
    }

    private static void put(String name, Family family) {
        BY_NAME.put(name, family);
    }

    private static Family stationary(Function<KernelCall, Function<double[], Kernel>> family, String... others) {
        List<String> keys = new ArrayList<>(List.of(LENGTHSCALE));
        keys.addAll(List.of(others));
        keys.add(KernelCall.ISOTROPIC);
        return new Family(keys, call -> stationary(call, family.apply(call)));
    }

    private static KernelStart stationary(KernelCall call, Function<double[], Kernel> family) {
        Optional<double[]> lengthscales = lengthscales(call);
        if (lengthscales.isPresent()) {
            return family.apply(lengthscales.get());
        }
        return call.has(KernelCall.ISOTROPIC)
                ? StationaryKernel.isotropicStart(family)
                : StationaryKernel.ardStart(family);
    }

    private static Optional<double[]> lengthscales(KernelCall call) {
        Optional<double[]> lengthscales = call.positives(LENGTHSCALE);
        if (call.has(KernelCall.ISOTROPIC) && lengthscales.isPresent() && lengthscales.get().length > 1) {
            throw call.refusal(
                    "an isotropic kernel has one lengthscale, not " + lengthscales.get().length, "drop isotropic.");
        }
        return lengthscales;
    }

    private static Function<double[], Kernel> rationalQuadratic(KernelCall call) {
        double alpha = call.positive("alpha").orElse(RationalQuadratic.ALPHA);
        return lengthscales -> new RationalQuadratic(alpha, lengthscales);
    }

    private static KernelStart periodic(KernelCall call) {
        double lengthscale = call.positive(LENGTHSCALE).orElse(Periodic.LENGTHSCALE);
        Optional<Double> period = call.positive(PERIOD);
        return period.isPresent() ? new Periodic(period.get(), lengthscale) : Periodic.fromInputs(lengthscale);
    }

    private static KernelStart cosine(KernelCall call) {
        Optional<Double> period = call.positive(PERIOD);
        return period.isPresent() ? new Cosine(period.get()) : Cosine.fromInputs();
    }

    private static KernelStart linear(KernelCall call) {
        return Linear.centred(call.numbers("centre"), call.positives("scale"));
    }

    private static KernelStart polynomial(KernelCall call) {
        return Polynomial.centred(
                call.whole("degree").orElse(Polynomial.DEGREE),
                call.positive("offset").orElse(Polynomial.OFFSET),
                call.numbers("centre"),
                call.positives("scale"),
                call.numbers("moments"));
    }

    private static KernelStart wendland(KernelCall call) {
        int q = call.whole("q").orElse(Wendland.ORDER);
        Optional<Integer> dimension = call.whole("dimension");
        Optional<double[]> lengthscales = lengthscales(call);
        if (dimension.isPresent()) {
            return stationary(call, given -> new Wendland(q, dimension.get(), given));
        }
        if (lengthscales.isPresent()) {
            return new CallStart(
                    (inputs, names) -> new Wendland(q, inputs.columns(), lengthscales.get()),
                    names -> new CallText("wendland", names)
                            .with(LENGTHSCALE, lengthscales)
                            .with("q", q));
        }
        return call.has(KernelCall.ISOTROPIC) ? Wendland.isotropic(q) : Wendland.ard(q);
    }
}
