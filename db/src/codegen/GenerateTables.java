import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Migrates an empty PostgreSQL and generates a jOOQ package per schema, {@code io.maru.db.<schema>}. One package per
 * schema is what lets the build check that only a schema's own module touches its tables.
 *
 * <p>Does nothing when neither the migrations nor this file changed since the last run.
 */
final class GenerateTables {

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

    public static void main(String[] arguments) throws Exception {
        Path migrations = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path stamp = target.resolve("migrations.sha256");
        String digest = digest(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Flyway.configure()
                    .dataSource(url, "postgres", "postgres")
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(new Configuration()
                    .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword("postgres"))
                    .withGenerator(new Generator()
                            .withDatabase(new Database()
                                    .withSchemata(SCHEMAS.stream()
                                            .map(name -> new SchemaMappingType().withInputSchema(name))
                                            .toList())
                                    .withForcedTypes(
                                            new ForcedType()
                                                    .withName("INSTANT")
                                                    .withIncludeTypes("(?i:timestamp.*with time zone|timestamptz)"),
                                            // Written as text; PostgreSQL reads it.
                                            new ForcedType().withName("CLOB").withIncludeTypes("(?i:tsvector)")))
                            .withGenerate(new Generate()
                                    .withDeprecated(false)
                                    .withRecords(true)
                                    .withRoutines(false)
                                    .withComments(false))
                            .withTarget(new Target()
                                    .withPackageName("io.maru.db")
                                    .withDirectory(target.toString())
                                    .withClean(true))));
        }
        Files.writeString(stamp, digest);
    }

    private static String digest(Path migrations) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (var files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                update(sha, file);
            }
        }
        update(sha, Path.of("src/codegen/GenerateTables.java"));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void update(MessageDigest sha, Path file) throws IOException {
        sha.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        if (Files.exists(file)) {
            sha.update(Files.readAllBytes(file));
        }
    }
}
