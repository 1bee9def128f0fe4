package dev.hornbook.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.database.Json;
import java.io.UncheckedIOException;
import java.util.List;

/** Citations as the column {@code message.citations} holds them: an array of objects with the record's own names. */
final class Citations {
    private static final ObjectMapper MAPPER = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Citations() {}

    static Json json(List<Citation> citations) {
        try {
            return new Json(MAPPER.writeValueAsString(citations.stream().map(Citations::storable).toList()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Citation> of(String json) {
        try {
            return List.of(MAPPER.readValue(json, Citation[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Citation storable(Citation citation) {
        return new Citation(citation.number(), citation.passage(), citation.section(), Texts.storable(citation.textbook()),
                Texts.storable(citation.anchor()), Texts.storable(citation.title()), Texts.storable(citation.quote()));
    }
}
