package org.coregion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Packages form a line: every arrow points towards linalg. */
final class ArchitectureTest {
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.coregion");

    @Test
    void packagesFormOneWayLayers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.coregion..")
                .layer("root")
                .definedBy("org.coregion")
                .layer("linalg")
                .definedBy("org.coregion.linalg..")
                .layer("data")
                .definedBy("org.coregion.data..")
                .layer("covariance")
                .definedBy("org.coregion.covariance..")
                .layer("kernel")
                .definedBy("org.coregion.kernel..")
                .layer("prior")
                .definedBy("org.coregion.prior..")
                .layer("engine")
                .definedBy("org.coregion.engine..")
                .layer("likelihood")
                .definedBy("org.coregion.likelihood..")
                .layer("model")
                .definedBy("org.coregion.model..")
                .ensureAllClassesAreContainedInArchitecture()
                .whereLayer("root")
                .mayNotAccessAnyLayer()
                .whereLayer("linalg")
                .mayOnlyAccessLayers("root")
                .whereLayer("data")
                .mayOnlyAccessLayers("linalg", "root")
                .whereLayer("covariance")
                .mayOnlyAccessLayers("linalg", "root")
                .whereLayer("kernel")
                .mayOnlyAccessLayers("linalg", "root")
                .whereLayer("prior")
                .mayOnlyAccessLayers("linalg", "root")
                .whereLayer("engine")
                .mayOnlyAccessLayers("kernel", "linalg", "root")
                .whereLayer("likelihood")
                .mayOnlyAccessLayers("engine", "covariance", "linalg", "root")
                .whereLayer("model")
                .mayNotBeAccessedByAnyLayer()
                .check(LIBRARY);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.coregion.(*)..").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void onlyLinalgKnowsEjml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.coregion.linalg..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ejml..")
                .check(LIBRARY);
    }
}
