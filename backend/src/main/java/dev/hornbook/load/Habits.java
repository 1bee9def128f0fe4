package dev.hornbook.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a reader does next: of a hundred things 25 are opening a conversation, 25 reading a chapter, 20 listing conversations, 10 searching the
 * books, 10 asking, 5 searching the history and 5 beginning a conversation. The first is listing.
 */
final class Habits {
    private static final String CONVERSATIONS = "/api/v1/conversations";

    private final Shelf shelf;
    private final RandomGenerator random;
    private volatile List<String> conversations = List.of();

    Habits(Shelf shelf, RandomGenerator random) {
        this.shelf = shelf;
        this.random = random;
    }

    Request next() {
        int chance = random.nextInt(100);
        // Who does not see any conversation can open none.
        if (conversations.isEmpty() || chance < 20) {
            return Request.get(Row.LIST, CONVERSATIONS);
        }
        if (chance < 45) {
            return Request.get(Row.OPEN, CONVERSATIONS + "/" + one() + "/messages");
        }
        if (chance < 70) {
            return Request.get(Row.READ, shelf.chapter(random));
        }
        if (chance < 80) {
            return Request.get(Row.SEARCH_BOOK, "/api/v1/search?limit=12&q=" + encoded(shelf.word(random) + " " + shelf.word(random)));
        }
        if (chance < 85) {
            return Request.get(Row.SEARCH_HISTORY, CONVERSATIONS + "/search?q=" + encoded(shelf.word(random)));
        }
        if (chance < 90) {
            return Request.post(Row.CREATE, CONVERSATIONS, "{}");
        }
        String question = JsonNodeFactory.instance.objectNode().put("text", shelf.question(random)).put("key", UUID.randomUUID().toString())
                .toString();
        return Request.post(Row.ANSWER, CONVERSATIONS + "/" + one() + "/messages", question);
    }

    /** Remembers what an answer showed. */
    void saw(Row row, String body) {
        JsonNode seen = switch (row) {
            case LIST, CREATE -> Shelf.read(body);
            default -> JsonNodeFactory.instance.missingNode();
        };
        if (row == Row.LIST) {
            conversations = ids(seen.path("conversations")).toList();
        } else if (seen.path("id").isTextual()) {
            conversations = Stream.concat(Stream.of(seen.path("id").asText()), conversations.stream()).limit(20).toList();
        }
    }

    private String one() {
        List<String> known = conversations;
        return known.get(random.nextInt(known.size()));
    }

    private static Stream<String> ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(each -> each.path("id").asText());
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
