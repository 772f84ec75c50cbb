package io.maru;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The plan of the house, held against the code. */
class ModulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.maru");

    private static final List<String> SCHEMAS = List.of(
            "platform",
            "people",
            "desk",
            "field",
            "workflow",
            "attachment",
            "ticket",
            "approval",
            "search",
            "bulk",
            "queue",
            "calendar",
            "sla",
            "notification",
            "event",
            "mail",
            "automation",
            "webhook",
            "widget",
            "connection",
            "reply");

    @Test
    void modulesUseEachOtherOnlyAsTheyDeclare() {
        ApplicationModules.of(Maru.class, resideInAPackage("io.maru.db..")).verify();
    }

    @Test
    void onlyItsOwnModuleTouchesASchemasTables() {
        for (String schema : SCHEMAS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.maru." + schema + "..", "io.maru.db..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.maru.db." + schema + ".."))
                    .check(CLASSES);
        }
    }

    @Test
    void onlyStoresThePlatformAndPublishedColumnsHoldSql() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .haveSimpleNameNotEndingWith("Columns")
                .and()
                .resideOutsideOfPackages("io.maru.platform..", "io.maru.db..")
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.maru.db.."))
                .check(CLASSES);
    }

    @Test
    void transactionsAreOnUseCasesOnly() {
        classes()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should()
                .beAnnotatedWith(Service.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("io.maru.db"))
                .filter(type -> !type.getPackageName().equals("io.maru.query.grammar"))
                .map(type -> type.getPackage())
                .distinct()
                .forEach(pkg -> org.assertj.core.api.Assertions.assertThat(
                                pkg.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                        .as(pkg.getName())
                        .isTrue());
    }
}
