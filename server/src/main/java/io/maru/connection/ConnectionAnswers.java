package io.maru.connection;

import io.maru.attachment.Attachments;
import io.maru.attachment.FileInfected;
import io.maru.attachment.FileTooLarge;
import io.maru.desk.RequestTypes;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldOption;
import io.maru.field.FieldType;
import io.maru.field.FormField;
import io.maru.field.Forms;
import io.maru.field.TableColumn;
import io.maru.people.CurrentPerson;
import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.platform.Violation;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a message answers to the form of its request: texts without markup, choices by key or name, files. */
@Component
class ConnectionAnswers {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int LONGEST_TEXT = 20_000;

    /** Of a file: its bytes in Base64. */
    private static final String CONTENT = "content";

    private final RequestTypes requestTypes;
    private final Forms forms;
    private final Attachments attachments;

    ConnectionAnswers(RequestTypes requestTypes, Forms forms, Attachments attachments) {
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.attachments = attachments;
    }

    /** @param pointer to the file in the message */
    private record SentFile(String field, String pointer, String name, byte[] content) {}

    boolean takesFiles(ConnectedSystem system) {
        return mapped(system).keySet().stream().anyMatch(field -> field.type() == FieldType.FILE);
    }

    /** Where in messages the answers stand. */
    private Map<FieldDefinition, String> mapped(ConnectedSystem system) {
        long formId = requestTypes.require(system.requestTypeId()).formId();
        Map<FieldDefinition, String> mapped = new LinkedHashMap<>();
        forms.form(formId).fields().stream().map(FormField::field).forEach(field -> {
            String where = system.mapping().fields().get(field.key());
            if (where != null) {
                mapped.put(field, where);
            }
        });
        return mapped;
    }

    /**
     * The answers by field. Files are kept as the reporter's uploads, which nobody else sees while no request has them; so this is for no
     * transaction.
     *
     * @throws Invalid with pointers into the message, also when the installation does not accept a file
     */
    Map<String, JsonNode> read(ConnectedSystem system, CurrentPerson reporter, JsonNode content) {
        Map<String, JsonNode> answers = new HashMap<>();
        List<SentFile> files = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        mapped(system).forEach((field, where) -> {
            JsonNode given = content.at(JsonPointer.compile(where));
            if (given.isMissingNode() || given.isNull()) {
                return;
            }
            if (field.type() == FieldType.FILE) {
                files.addAll(files(field, where, given, violations));
            } else {
                answers.put(field.key(), answer(field, where, given, violations));
            }
        });
        Invalid.throwIfAny(violations);
        for (SentFile file : files) {
            try {
                String id = attachments
                        .upload(reporter, file.name(), new ByteArrayInputStream(file.content()), file.content().length)
                        .id()
                        .toString();
                ((ArrayNode) answers.computeIfAbsent(file.field(), none -> JSON.createArrayNode())).add(id);
            } catch (FileTooLarge | FileInfected refused) {
                violations.add(refused(file, refused));
            }
        }
        Invalid.throwIfAny(violations);
        return answers;
    }

    private static Violation refused(SentFile file, Failure refused) {
        return Violation.of(file.pointer(), refused.code(), refused.arguments());
    }

    private static JsonNode answer(FieldDefinition field, String where, JsonNode given, List<Violation> violations) {
        return switch (field.type()) {
            case RICH_TEXT -> StringNode.valueOf(RichText.ofPlain(plain(given)).html());
            case SHORT_TEXT -> StringNode.valueOf(PlainText.line(plain(given)));
            case LONG_TEXT -> StringNode.valueOf(plain(given));
            case CHOICE -> choice(field.options(), where, given, violations);
            case MULTI_CHOICE -> choices(field.options(), where, given, violations);
            case TABLE -> table(field, where, given, violations);
            default -> given;
        };
    }

    /** A value of a message as text: other systems know no markup. */
    static String plain(JsonNode value) {
        String text = PlainText.lines(value.isContainer() ? value.toString() : value.asString());
        return PlainText.length(text) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT));
    }

    // ------------------------------------------------------------------ choices

    /** The key of what is given by its key, or by its name in either language; what is neither stays for the form to judge. */
    private static JsonNode choice(
            List<FieldOption> options, String where, JsonNode given, List<Violation> violations) {
        if (!given.isString()) {
            return given;
        }
        String text = given.asString().strip();
        if (options.stream().anyMatch(option -> option.key().equals(text))) {
            return StringNode.valueOf(text);
        }
        List<String> keys = options.stream()
                .filter(FieldOption::active)
                .filter(option -> option.isCalled(text))
                .map(FieldOption::key)
                .toList();
        if (keys.size() > 1) {
            violations.add(Violation.of(where, "connection_choice_ambiguous", text, String.join(", ", keys)));
        }
        return keys.isEmpty() ? given : StringNode.valueOf(keys.getFirst());
    }

    private static JsonNode choices(
            List<FieldOption> options, String where, JsonNode given, List<Violation> violations) {
        if (!given.isArray()) {
            return given;
        }
        ArrayNode keys = JSON.createArrayNode();
        for (int index = 0; index < given.size(); index++) {
            keys.add(choice(options, where + "/" + index, given.get(index), violations));
        }
        return keys;
    }

    private static JsonNode table(FieldDefinition field, String where, JsonNode given, List<Violation> violations) {
        JsonNode rows = given.deepCopy();
        for (TableColumn column : field.settings().tableColumns()) {
            for (int index = 0; column.options() != null && index < rows.size(); index++) {
                if (rows.get(index) instanceof ObjectNode row && row.has(column.key())) {
                    String cell = where + "/" + index + "/" + column.key();
                    row.set(column.key(), choice(column.options(), cell, row.get(column.key()), violations));
                }
            }
        }
        return rows;
    }

    // ------------------------------------------------------------------ files

    private static List<SentFile> files(
            FieldDefinition field, String where, JsonNode given, List<Violation> violations) {
        int most = field.settings().mostFiles();
        if (!given.isArray()) {
            violations.add(Violation.of(where, "wrong_type"));
            return List.of();
        }
        if (given.size() > most) {
            violations.add(Violation.of(where, "too_many_files", most));
            return List.of();
        }
        List<SentFile> files = new ArrayList<>();
        for (int index = 0; index < given.size(); index++) {
            String pointer = where + "/" + index;
            String name = given.get(index).path("name").asString("");
            JsonNode content = given.get(index).path(CONTENT);
            if (name.isBlank()) {
                violations.add(Violation.of(pointer + "/name", "required"));
            } else if (!content.isString()) {
                violations.add(Violation.of(pointer + "/" + CONTENT, "connection_file_content"));
            } else {
                try {
                    byte[] bytes = Base64.getDecoder().decode(content.stringValue());
                    files.add(new SentFile(field.key(), pointer, name, bytes));
                } catch (IllegalArgumentException notBase64) {
                    violations.add(Violation.of(pointer + "/" + CONTENT, "connection_file_base64"));
                }
            }
        }
        return files;
    }

    /** A message without what its files contain, as it is kept. */
    String withoutFiles(ConnectedSystem system, String body) {
        List<String> places = mapped(system).entrySet().stream()
                .filter(each -> each.getKey().type() == FieldType.FILE)
                .map(Map.Entry::getValue)
                .toList();
        try {
            JsonNode content = JSON.readTree(body);
            for (String where : places) {
                for (JsonNode file : content.at(JsonPointer.compile(where))) {
                    if (file instanceof ObjectNode object) {
                        object.remove(CONTENT);
                    }
                }
            }
            return content.toString();
        } catch (JacksonException notJson) {
            return body;
        }
    }
}
