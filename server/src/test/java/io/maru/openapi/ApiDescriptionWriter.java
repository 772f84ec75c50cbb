package io.maru.openapi;

import io.maru.openapi.RecordComponents.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a generated description the one we publish: short and unique names, what is required and what may be null,
 * who may call, how it fails; and always in the same order.
 */
final class ApiDescriptionWriter {

    private static final JsonMapper JSON = new JsonMapper();

    /** A class name as the generator writes it; several in a row for a generic type. */
    private static final Pattern CLASS = Pattern.compile("(?:[a-z][a-z0-9]*\\.)+([A-Z]\\w*)((?:\\.[A-Z]\\w*)*)");

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final String PROBLEM = "#/components/responses/Problem";

    private final ObjectNode description;
    private final Map<String, List<Component>> components;
    private final Map<String, Map<String, String>> kinds;

    /** @param kinds of sealed types, each with the word that its member {@code type} has */
    ApiDescriptionWriter(
            String generated,
            Map<String, List<Component>> components,
            Map<String, Map<String, String>> kinds,
            String version) {
        this.description = (ObjectNode) JSON.readTree(generated);
        this.components = components;
        this.kinds = kinds;
        description.remove("servers");
        description.remove("tags");
        description
                .putObject("info")
                .put("title", "Maru")
                .put(
                        "description",
                        "Everything the web app does. Lists are read by cursor: send a page's `next` as `after`."
                                + " Writes carry the version they are based on in `If-Match`. Failures are"
                                + " problem documents in the caller's language.")
                .put("version", version)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
    }

    String write() {
        kinds.forEach(this::describeKinds);
        schemas().forEach(this::completeSchema);
        describeProblems();
        describeSignIn();
        operations((path, method, operation) -> completeOperation(path, method, operation));
        nameOperations();
        nameSchemas();
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ordered()) + "\n";
    }

    /** A sealed type is one of its kinds, each of which says by a word which one it is. */
    private void describeKinds(String sealed, Map<String, String> words) {
        Map<String, ObjectNode> schemas = schemas();
        Set<String> references = new TreeSet<>();
        words.forEach((kind, word) -> {
            ObjectNode schema = schemas.getOrDefault(kind, JSON.createObjectNode());
            JsonNode own = schema.at("/allOf/1/properties");
            schema.removeAll();
            ObjectNode properties = schema.put("type", "object").putObject("properties");
            properties.putObject("type").put("type", "string").putArray("enum").add(word);
            if (own instanceof ObjectNode members) {
                properties.setAll(members);
            }
            references.add("#/components/schemas/" + kind);
        });
        refer(description, references, "#/components/schemas/" + sealed);
        ArrayNode one = schemas.getOrDefault(sealed, JSON.createObjectNode())
                .removeAll()
                .putArray("oneOf");
        references.forEach(reference -> one.addObject().put("$ref", reference));
    }

    /** Where all of these kinds are written out, their sealed type is named instead. */
    private static void refer(JsonNode node, Set<String> kinds, String sealed) {
        if (node instanceof ObjectNode object && object.get("oneOf") instanceof ArrayNode choices) {
            Set<String> named = new TreeSet<>();
            choices.forEach(choice -> named.add(choice.path("$ref").asString("")));
            if (named.equals(kinds)) {
                object.removeAll().put("$ref", sealed);
            }
        }
        node.forEach(child -> refer(child, kinds, sealed));
    }

    private void completeSchema(String name, ObjectNode schema) {
        List<Component> known = components.get(name);
        if (known == null || !(schema.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        ArrayNode required = JSON.createArrayNode();
        ObjectNode inOrder = JSON.createObjectNode();
        for (Component component : known) {
            JsonNode property = properties.remove(component.name());
            if (property == null) {
                continue;
            }
            inOrder.set(component.name(), component.nullable() ? orNull((ObjectNode) property) : property);
            if (!component.nullable()) {
                required.add(component.name());
            }
        }
        inOrder.setAll(properties);
        schema.set("properties", inOrder);
        schema.remove("required");
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = JSON.createObjectNode();
            either.putArray("oneOf").add(schema).addObject().put("type", "null");
            return either;
        }
        if (schema.get("type") instanceof JsonNode type && type.isString()) {
            schema.putArray("type").add(type.asString()).add("null");
            if (schema.get("enum") instanceof ArrayNode choices) {
                choices.addNull();
            }
        }
        return schema;
    }

    private void describeProblems() {
        ObjectNode schemas = (ObjectNode) description.withObject("/components/schemas");
        schemas.set("Problem", JSON.readTree("""
                {"type": "object",
                 "description": "A failure as RFC 9457 describes it. `code` is stable; texts are in the caller's language.",
                 "properties": {
                   "type": {"type": "string", "format": "uri"},
                   "title": {"type": "string"},
                   "status": {"type": "integer", "format": "int32"},
                   "detail": {"type": "string"},
                   "instance": {"type": "string"},
                   "code": {"type": "string"},
                   "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemEntry"}}},
                 "required": ["type", "title", "status", "detail", "code", "errors"]}
                """));
        schemas.set("ProblemEntry", JSON.readTree("""
                {"type": "object",
                 "description": "What is wrong with one part of the request, named by a JSON pointer.",
                 "properties": {
                   "pointer": {"type": "string"},
                   "code": {"type": "string"},
                   "message": {"type": "string"}},
                 "required": ["pointer", "code", "message"]}
                """));
        description.withObject("/components").set("responses", JSON.readTree("""
                {"Problem": {
                   "description": "It failed; nothing was changed.",
                   "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}
                """));
    }

    private void describeSignIn() {
        description.withObject("/components").set("securitySchemes", JSON.readTree("""
                {"session": {"type": "apiKey", "in": "cookie", "name": "maru_session",
                   "description": "Set by signing in. Unsafe methods also need the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN."},
                 "token": {"type": "http", "scheme": "bearer", "description": "A personal API token."},
                 "emailAndToken": {"type": "http", "scheme": "basic",
                   "description": "The email address as user, a personal API token as password."}}
                """));
        description.set("security", JSON.readTree("[{\"session\": []}, {\"token\": []}, {\"emailAndToken\": []}]"));
    }

    private void completeOperation(String path, String method, ObjectNode operation) {
        boolean open = operation.remove(OperationNotes.OPEN) != null;
        if (open) {
            operation.putArray("security");
        }
        if (operation.remove(OperationNotes.RAW) != null) {
            operation.set("requestBody", JSON.readTree("""
                    {"required": true, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
                    """));
        }
        Set<String> failures = new TreeSet<>();
        if (!open) {
            failures.add("401");
        }
        if (operation.has("requestBody") || operation.has("parameters")) {
            failures.add("400");
        }
        if (path.contains("{")) {
            failures.add("404");
        }
        if (!method.equals("get")) {
            failures.add("403");
            failures.add("409");
        }
        if (operation.toString().contains("\"If-Match\"")) {
            failures.add("428");
        }
        ObjectNode responses = (ObjectNode) operation.get("responses");
        responses.forEach(response -> nameMediaType((ObjectNode) response));
        failures.forEach(status -> responses.putObject(status).put("$ref", PROBLEM));
        sortMembers(responses);
    }

    /** Controllers do not repeat that they answer in JSON. */
    private static void nameMediaType(ObjectNode response) {
        if (response.get("content") instanceof ObjectNode content && content.remove("*/*") instanceof ObjectNode body) {
            boolean bytes = body.at("/schema/format").asString("").equals("binary");
            content.set(bytes ? "application/octet-stream" : "application/json", body);
        }
    }

    /** The method's name where it is unique, else with what its controller is about: {@code createDesk}. */
    private void nameOperations() {
        Map<String, Integer> uses = new HashMap<>();
        operations((path, method, operation) ->
                uses.merge(operation.get(OperationNotes.METHOD).asString(), 1, Integer::sum));
        Set<String> taken = new TreeSet<>();
        operations((path, method, operation) -> {
            String name = operation.remove(OperationNotes.METHOD).asString();
            String controller = operation.remove(OperationNotes.CONTROLLER).asString();
            String id = uses.getOrDefault(name, 0) == 1 ? name : name + controller;
            if (!taken.add(id)) {
                throw new AssertionError(
                        "Two operations are called " + id + "; give the controllers' methods different names");
            }
            operation.put("operationId", id);
        });
    }

    /** Schemas are generated under whole class names; the short ones are unique too, with their enclosing class if need be. */
    private void nameSchemas() {
        Map<String, String> names = new TreeMap<>();
        for (int enclosing = 0; enclosing <= 2; enclosing++) {
            Map<String, List<String>> byShortName = new TreeMap<>();
            Set<String> settled = new TreeSet<>(names.values());
            for (String name : schemaNames()) {
                if (!names.containsKey(name)) {
                    byShortName
                            .computeIfAbsent(shortName(name, enclosing), key -> new ArrayList<>())
                            .add(name);
                }
            }
            byShortName.forEach((shortName, whole) -> {
                if (whole.size() == 1 && !settled.contains(shortName)) {
                    names.put(whole.getFirst(), shortName);
                }
            });
        }
        if (names.size() != schemaNames().size()) {
            Set<String> without = new TreeSet<>(schemaNames());
            without.removeAll(names.keySet());
            throw new AssertionError("No unique short name for " + without);
        }
        ObjectNode renamed = JSON.createObjectNode();
        schemas().forEach((name, schema) -> renamed.set(nameOf(names, name), schema));
        ((ObjectNode) description.get("components")).set("schemas", renamed);
        replaceReferences(description, names);
    }

    private static String nameOf(Map<String, String> names, String whole) {
        String name = names.get(whole);
        if (name == null) {
            throw new AssertionError("A reference to " + whole + ", which is not described");
        }
        return name;
    }

    /** @param enclosing 0 for the class alone, 1 with its enclosing class, 2 with its module */
    private static String shortName(String whole, int enclosing) {
        Matcher matcher = CLASS.matcher(split(whole));
        StringBuilder name = new StringBuilder();
        while (matcher.find()) {
            String outer = matcher.group(1);
            String nested = matcher.group(2);
            String simple = nested.isEmpty() ? outer : nested.substring(nested.lastIndexOf('.') + 1);
            if (enclosing >= 1 && !nested.isEmpty()) {
                name.append(outer.replaceAll("Controller$", ""));
            }
            if (enclosing == 2) {
                String module = matcher.group().split("\\.")[2];
                name.append(Character.toUpperCase(module.charAt(0))).append(module.substring(1));
            }
            name.append(simple);
        }
        return name.isEmpty() ? whole : name.toString();
    }

    /** A generic type's name has those of its arguments behind it with nothing between but a capital letter. */
    private static String split(String whole) {
        return whole.replaceAll("(?<=\\w)Io(?=\\.maru\\.)", " io").replaceAll("(?<=\\w)Java(?=\\.)", " java");
    }

    private static void replaceReferences(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object
                && object.get("$ref") instanceof JsonNode reference
                && reference.asString().startsWith("#/components/schemas/")) {
            String whole = reference.asString().substring("#/components/schemas/".length());
            object.put("$ref", "#/components/schemas/" + nameOf(names, whole));
        }
        node.forEach(child -> replaceReferences(child, names));
    }

    private ObjectNode ordered() {
        ObjectNode paths = (ObjectNode) description.get("paths");
        sortMembers(paths);
        paths.forEach(path -> {
            ObjectNode operations = (ObjectNode) path;
            Map<String, JsonNode> byMethod = new HashMap<>();
            operations.properties().forEach(entry -> byMethod.put(entry.getKey(), entry.getValue()));
            operations.removeAll();
            METHODS.forEach(method -> {
                JsonNode operation = byMethod.get(method);
                if (operation != null) {
                    operations.set(method, inReadingOrder((ObjectNode) operation));
                }
            });
        });
        sortMembers((ObjectNode) description.get("components").get("schemas"));
        ObjectNode ordered = JSON.createObjectNode();
        for (String member : List.of("openapi", "info", "security", "paths", "components")) {
            ordered.set(member, description.get(member));
        }
        return ordered;
    }

    private static ObjectNode inReadingOrder(ObjectNode operation) {
        ObjectNode ordered = JSON.createObjectNode();
        for (String member :
                List.of("operationId", "tags", "summary", "security", "parameters", "requestBody", "responses")) {
            if (operation.has(member)) {
                ordered.set(member, operation.remove(member));
            }
        }
        ordered.setAll(operation);
        return ordered;
    }

    private static void sortMembers(ObjectNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        object.removeAll();
        sorted.forEach(object::set);
    }

    private Set<String> schemaNames() {
        Set<String> names = new TreeSet<>();
        schemas().forEach((name, schema) -> names.add(name));
        return names;
    }

    private Map<String, ObjectNode> schemas() {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        if (description.at("/components/schemas") instanceof ObjectNode found) {
            found.properties().forEach(entry -> schemas.put(entry.getKey(), (ObjectNode) entry.getValue()));
        }
        return schemas;
    }

    private interface EachOperation {
        void accept(String path, String method, ObjectNode operation);
    }

    private void operations(EachOperation each) {
        new TreeMap<>(asMap(description.get("paths"))).forEach((path, operations) -> {
            for (String method : METHODS) {
                if (operations.get(method) instanceof ObjectNode operation) {
                    each.accept(path, method, operation);
                }
            }
        });
    }

    private static Map<String, JsonNode> asMap(JsonNode object) {
        Map<String, JsonNode> map = new HashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
