package io.consentry.kit.problem;

import io.consentry.contract.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Writes into every OpenAPI document how the service refuses: the same problem, with the same codes, on every call with a token. */
public class ProblemResponses implements OASFilter {

    private static final String PROBLEM = "#/components/schemas/Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().addSchema("Violation", violation());
        api.getComponents().addSchema("Problem", problem());
        api.getPaths().getPathItems().values().forEach(ProblemResponses::describe);
    }

    private static void describe(PathItem path) {
        Collection<Operation> operations = path.getOperations().values();
        boolean namesSomething = operations.stream()
                .filter(operation -> operation.getParameters() != null)
                .flatMap(operation -> operation.getParameters().stream())
                .anyMatch(parameter -> parameter.getIn() == Parameter.In.PATH);
        operations.forEach(operation -> describe(operation, namesSomething));
    }

    private static void describe(Operation operation, boolean namesSomething) {
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            return;
        }
        List<Integer> statuses = new ArrayList<>(List.of(401, 403, 503));
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(400, 409, 413, 415, 422));
        }
        if (namesSomething) {
            statuses.add(404);
        }
        statuses.stream().sorted().forEach(status -> add(operation, status));
    }

    private static void add(Operation operation, int status) {
        String name = Integer.toString(status);
        APIResponse there = operation.getResponses().getAPIResponse(name);
        if (there == null || there.getContent() == null) {
            operation.getResponses().addAPIResponse(name, response(status));
        }
    }

    private static APIResponse response(int status) {
        List<String> codes = Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .map(ProblemType::code)
                .toList();
        Content content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
        return OASFactory.createAPIResponse()
                .description(String.join(", ", codes))
                .content(content);
    }

    private static Schema problem() {
        return object(List.of("type", "title", "status", "code"))
                .description("A refusal (RFC 9457); type is urn:consentry:problem: and the code")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty(
                        "code",
                        text().enumeration(Arrays.stream(ProblemType.values())
                                .<Object>map(ProblemType::code)
                                .toList()))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref("#/components/schemas/Violation")));
    }

    private static Schema violation() {
        return object(List.of("path", "code", "message"))
                .description("One broken rule")
                .addProperty("path", text())
                .addProperty("code", text())
                .addProperty("message", text());
    }

    private static Schema object(List<String> required) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).required(required);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
