package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.Contract;
import dev.hornbook.testing.Contract.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/contracts/openapi.yaml names every route, and nothing else. That answers have its forms, {@code ApiContractTest} sees. */
class OpenApiTest {
    /** The page's own files, and the addresses that the page itself understands. */
    private static final String PAGE = "/*";

    private final Contract contract = Contract.here();

    @Test
    void everyRouteIsInItAndEveryPathOfItIsARoute() {
        List<String> routes = ServerRoutes.all().stream().filter(route -> !route.path().equals(PAGE))
                .map(route -> route.method() + " " + route.path().replace("{+", "{")).toList();

        assertThat(contract.operations()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void itIsOpenApi() {
        var options = new ParseOptions();
        options.setResolve(true);

        var parsed = new OpenAPIV3Parser().readContents(contract.text(), List.of(), options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
        assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(contract.operations().stream().map(Operation::path).distinct().toList());
    }

    @Test
    void everyParameterOfAPathIsDeclared() {
        assertThat(contract.operations()).allSatisfy(operation -> {
            List<String> inPath = Stream.of(operation.path().split("/")).filter(part -> part.startsWith("{"))
                    .map(part -> part.substring(1, part.length() - 1)).toList();
            assertThat(operation.parameters().stream().filter(parameter -> parameter.path("in").asText().equals("path"))
                    .map(parameter -> parameter.path("name").asText())).as(operation.toString()).containsExactlyElementsOf(inPath);
        });
    }

    @Test
    void everyExampleHasTheFormThatItIsAnExampleOf() {
        assertThat(contract.operations()).allSatisfy(operation -> {
            Stream<JsonNode> bodies = Stream.concat(Stream.of(operation.body()), operation.responses().values().stream())
                    .flatMap(each -> each.path("content").valueStream());
            assertThat(Stream.concat(bodies, operation.parameters().stream()).filter(each -> each.has("example"))
                    .flatMap(each -> contract.faults(each.path("schema"), each.path("example")).stream()))
                    .as(operation.toString()).isEmpty();
        });
    }
}
