package io.maru.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Configuration as text that people keep, compare and bring to another installation: YAML that says what it is,
 * {@code maru: workflow}, in which format, and then the thing itself under its own name. What is empty is left out.
 */
public final class ConfigurationText {

    /** The longest text that is read, in characters. */
    public static final int MAXIMUM_LENGTH = 2_000_000;

    private static final String KIND = "maru";
    private static final String FORMAT = "format";

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(4L * MAXIMUM_LENGTH)
                            .maxNestingDepth(30)
                            .maxTokenCount(200_000)
                            .build())
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .build())
            // A word that is written wrongly must not be passed over in silence.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion
                    .withValueInclusion(JsonInclude.Include.NON_EMPTY)
                    .withContentInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule("required-members").setDeserializerModifier(new RequiredMembers()))
            .build();

    private ConfigurationText() {}

    /**
     * Writes a thing.
     *
     * @param kind what it is, such as {@code workflow}
     * @param format grows when older readers would not understand it
     */
    public static String write(String kind, int format, Object thing) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(KIND, kind);
        document.put(FORMAT, format);
        document.put(kind, thing);
        return MAPPER.writeValueAsString(document);
    }

    /**
     * Reads a thing that was written by {@link #write} or by hand.
     *
     * @param format the newest that is understood
     * @param pointer where the text stands in the request
     * @throws Invalid that says at which line or member it cannot be understood
     */
    public static <T> T read(String text, String kind, int format, Class<T> type, String pointer) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw Invalid.at(pointer, "too_long", MAXIMUM_LENGTH);
        }
        try {
            JsonNode heading = MAPPER.readTree(text);
            if (!heading.path(KIND).asString("").equals(kind) || !heading.has(kind)) {
                throw Invalid.at(pointer, "configuration_other_kind", kind);
            }
            if (heading.path(FORMAT).asInt(0) > format) {
                throw Invalid.at(pointer, "configuration_newer");
            }
            return MAPPER.readerFor(type).at("/" + kind).readValue(text);
        } catch (RequiredMembers.Missing missing) {
            throw Invalid.at(pointer, "configuration_member_missing", path(missing));
        } catch (UnrecognizedPropertyException unknown) {
            TokenStreamLocation place = placeOfMember(text, kind, unknown);
            throw Invalid.at(
                    pointer, "configuration_member_unknown", path(unknown), place.getLineNr(), place.getColumnNr());
        } catch (DatabindException wrong) {
            throw Invalid.at(pointer, "configuration_value_wrong", path(wrong), line(wrong), column(wrong));
        } catch (JacksonException unreadable) {
            throw Invalid.at(pointer, "configuration_unreadable", line(unreadable), column(unreadable));
        }
    }

    private static String path(DatabindException wrong) {
        List<JacksonException.Reference> path = wrong.getPath();
        return path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + (step.getIndex() + 1) + "]" : step.getPropertyName())
                .collect(Collectors.joining(" › "));
    }

    /** Where a member stands. Its reader has gone on to the end of the object before it complains. */
    private static TokenStreamLocation placeOfMember(String text, String kind, DatabindException wrong) {
        String pointer = "/" + kind
                + wrong.getPath().stream()
                        .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                        .collect(Collectors.joining());
        try (JsonParser parser = MAPPER.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME
                        && parser.streamReadContext().pathAsPointer().toString().equals(pointer)) {
                    return parser.currentTokenLocation();
                }
            }
            return parser.currentTokenLocation();
        }
    }

    private static int line(JacksonException where) {
        TokenStreamLocation location = where.getLocation();
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }

    private static int column(JacksonException where) {
        TokenStreamLocation location = where.getLocation();
        return location == null ? 1 : Math.max(1, location.getColumnNr());
    }
}
