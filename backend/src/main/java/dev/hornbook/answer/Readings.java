package dev.hornbook.answer;

import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Found;
import dev.hornbook.retrieval.WordPiece;
import dev.hornbook.textbook.Passage;
import dev.hornbook.textbook.Place;
import dev.hornbook.textbook.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What of the book a model is given to read: the passages found, and around each what its section says besides, nearest first,
 * as far as the room goes. A passage is small so that it can be found; what it means, and what follows from it, often stands
 * beside it. What stands beside it is a passage of its own, so that it can be cited as exactly.
 */
final class Readings {
    static final int FOUND = 6;
    /** At most some 1,000 tokens, most often half of that. */
    private static final int BEST = 2;
    /** Six passages of the greatest length fit; counted in the embedding model's tokens, near enough to any other's. */
    static final int ROOM = 3_000;

    private final TokenCounter tokens;

    Readings(TokenCounter tokens) {
        this.tokens = tokens;
    }

    static Readings ofModel() {
        return new Readings(WordPiece.ofModel());
    }

    /** The best of what was found, alone, for a model whose context is short. */
    List<Place> best(Findings findings) {
        return findings.passages().stream().limit(BEST).map(Found::place).toList();
    }

    /** Section by section, the best first; in a section as the book has them. */
    List<Place> of(Findings findings) {
        List<Place> found = findings.passages().stream().limit(FOUND).map(Found::place).toList();
        Map<UUID, TreeMap<Integer, Place>> sections = new LinkedHashMap<>();
        int room = ROOM;
        for (Place place : found) {
            sections.computeIfAbsent(place.section().id(), id -> new TreeMap<>()).put(ordinal(place), place);
            room -= tokens.count(place.passage().markdown());
        }
        int longest = found.stream().mapToInt(place -> place.section().passages().size()).max().orElse(0);
        for (int away = 1; away < longest; away++) {
            for (Place place : found) {
                for (int beside : new int[]{ordinal(place) + away, ordinal(place) - away}) {
                    room -= add(sections.get(place.section().id()), place, beside, room);
                }
            }
        }
        var all = new ArrayList<Place>();
        sections.values().forEach(section -> all.addAll(section.values()));
        return all;
    }

    /** What it takes of the room; nothing where there is no such passage, or no room for it. */
    private int add(Map<Integer, Place> section, Place found, int ordinal, int room) {
        List<Passage> passages = found.section().passages();
        if (ordinal < 0 || ordinal >= passages.size() || section.containsKey(ordinal)) {
            return 0;
        }
        int length = tokens.count(passages.get(ordinal).markdown());
        if (length > room) {
            return 0;
        }
        section.put(ordinal, new Place(found.book(), found.chapter(), found.section(), passages.get(ordinal)));
        return length;
    }

    private static int ordinal(Place place) {
        return place.section().passages().indexOf(place.passage());
    }
}
