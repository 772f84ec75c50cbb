package io.maru.automation;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ready rules, to begin with and to adapt. */
@Service
public class RuleLibrary {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    // A word that is written wrongly must not be passed over in silence.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Files of the library, and the categories of what is in them. */
    private static final List<String> CATEGORIES =
            List.of("routing", "talking", "waiting", "linked", "changes", "recurring", "systems");

    /** Stands for the desk on which a rule begins. */
    private static final String DESK = "$(desk)";

    /** The text of an input is in both languages wherever it is. */
    private static final String LABEL = "label";

    private final Desks desks;
    private final List<Entry> entries;

    RuleLibrary(Desks desks) {
        this.desks = desks;
        this.entries = CATEGORIES.stream().flatMap(RuleLibrary::read).toList();
    }

    /** @param definition in which a text may be in both languages */
    private record Entry(
            String category, String key, LocalizedText name, LocalizedText description, JsonNode definition) {}

    /**
     * A ready rule.
     *
     * @param category by which the library is divided
     * @param description in the reader's language
     * @param definition with texts in the reader's language, for the desk for which it was asked
     */
    public record ReadyRule(
            String key, String category, LocalizedText name, String description, RuleDefinition definition) {}

    /**
     * All of them, in their order.
     *
     * @param deskKey null for a rule of the installation
     */
    @Transactional(readOnly = true)
    public List<ReadyRule> all(CurrentPerson me, @Nullable String deskKey) {
        if (deskKey == null) {
            me.requireOnAnyDesk(Permission.DESK_CONFIGURE);
        } else {
            Desk desk = desks.visible(me, deskKey);
            me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        }
        return entries.stream()
                .map(entry -> new ReadyRule(
                        entry.key(),
                        entry.category(),
                        entry.name(),
                        entry.description().in(me.language()),
                        MAPPER.treeToValue(
                                said(entry.definition(), me.language(), deskKey == null ? "" : deskKey),
                                RuleDefinition.class)))
                .toList();
    }

    private static JsonNode said(JsonNode node, Language language, String deskKey) {
        return switch (node) {
            case ObjectNode text
            when text.size() == 2 && text.has("ko") && text.has("en") ->
                JSON.stringNode(text.path(language == Language.KO ? "ko" : "en").asString());
            case ObjectNode object -> {
                ObjectNode said = JSON.objectNode();
                object.properties()
                        .forEach(member -> said.set(
                                member.getKey(),
                                member.getKey().equals(LABEL)
                                        ? member.getValue()
                                        : said(member.getValue(), language, deskKey)));
                yield said;
            }
            case ArrayNode array -> {
                ArrayNode said = JSON.arrayNode();
                array.forEach(each -> said.add(said(each, language, deskKey)));
                yield said;
            }
            case JsonNode text when text.isString() && text.stringValue().equals(DESK) -> JSON.stringNode(deskKey);
            default -> node;
        };
    }

    private static Stream<Entry> read(String category) {
        try (InputStream file = new ClassPathResource("automation/" + category + ".yaml").getInputStream()) {
            JsonNode document = MAPPER.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
            return document.valueStream().toList().stream().map(entry -> entry(category, entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String category, JsonNode entry) {
        ObjectNode definition = JSON.objectNode().put("mayTriggerItself", false);
        definition.setAll((ObjectNode) entry.path("definition"));
        return new Entry(
                category,
                entry.path("key").asString(),
                MAPPER.treeToValue(entry.path("name"), LocalizedText.class),
                MAPPER.treeToValue(entry.path("description"), LocalizedText.class),
                definition);
    }
}
