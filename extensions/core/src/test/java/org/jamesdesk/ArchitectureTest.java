package org.jamesdesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Everything points at the core; the core points at the JDK, at mail formats, JSON, CSV and a logging interface only. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.jamesdesk");

    @Test
    void shouldDependOnNothingOutward() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.jamesdesk..",
                        "java..",
                        "javax.crypto..",
                        "javax.mail..",
                        "javax.activation..",
                        "com.fasterxml.jackson..",
                        "com.samskivert.mustache..",
                        "org.apache.commons.csv..",
                        "org.jsoup..",
                        "org.slf4j..")
                .check(CORE);
    }

    @Test
    void shouldNotWriteToTheConsoleNorAskTheSystemClock() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CORE);
    }
}
