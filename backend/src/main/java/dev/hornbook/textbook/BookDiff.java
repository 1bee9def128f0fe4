package dev.hornbook.textbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What has to change in the rows so that they say what the manuscript says. A section is known by its chapter and anchor, a
 * passage by its hash among those of its section; what is known keeps its id.
 */
final class BookDiff {
    /** A section to write; {@code fresh} when there is no row of it yet. */
    record SectionWrite(UUID id, String chapter, int position, PageSection section, boolean fresh) {}

    record PassageWrite(UUID id, UUID section, int ordinal, Cut cut) {}

    /** A row that only has another place now. */
    record Move(UUID id, int position) {}

    final List<SectionWrite> sections = new ArrayList<>();
    final List<Move> sectionMoves = new ArrayList<>();
    final List<UUID> sectionsGone = new ArrayList<>();
    final List<PassageWrite> passages = new ArrayList<>();
    final List<Move> passageMoves = new ArrayList<>();
    final List<UUID> passagesGone = new ArrayList<>();
    final Tally chapterTally;
    final Tally sectionTally;
    final Tally passageTally;

    private int passagesKept;

    BookDiff(List<StoredSection> stored, Manuscript manuscript, Supplier<UUID> ids) {
        Map<String, Map<String, StoredSection>> before = new LinkedHashMap<>();
        stored.forEach(
                section -> before.computeIfAbsent(section.chapter(), chapter -> new LinkedHashMap<>()).put(section.anchor(), section));
        int position = 0;
        int added = 0;
        int changed = 0;
        int unchanged = 0;
        int sectionsKept = 0;
        Set<String> seen = new HashSet<>();
        for (Page page : manuscript.pages()) {
            seen.add(page.slug());
            Map<String, StoredSection> old = before.getOrDefault(page.slug(), Map.of());
            boolean fresh = old.isEmpty();
            int writes = sections.size();
            Set<String> anchors = new HashSet<>();
            for (PageSection section : page.sections()) {
                anchors.add(section.anchor());
                sectionsKept += section(page.slug(), position++, section, old.get(section.anchor()), ids) ? 1 : 0;
            }
            List<StoredSection> gone = old.values().stream().filter(section -> !anchors.contains(section.anchor())).toList();
            gone.forEach(this::remove);
            boolean same = sections.size() == writes && gone.isEmpty();
            added += fresh ? 1 : 0;
            changed += !fresh && !same ? 1 : 0;
            unchanged += !fresh && same ? 1 : 0;
        }
        int removed = 0;
        for (Map.Entry<String, Map<String, StoredSection>> chapter : before.entrySet()) {
            if (seen.contains(chapter.getKey())) {
                continue;
            }
            if (manuscript.isUnread(chapter.getKey())) {
                // The file, or its folder, is there and cannot be read: what it said before stays, behind the others.
                for (StoredSection section : chapter.getValue().values()) {
                    moved(sectionMoves, section.id(), section.position(), position++);
                    sectionsKept++;
                    passagesKept += section.passages().size();
                }
                unchanged++;
            } else {
                chapter.getValue().values().forEach(this::remove);
                removed++;
            }
        }
        int freshSections = (int) sections.stream().filter(SectionWrite::fresh).count();
        chapterTally = new Tally(added, changed, removed, unchanged);
        sectionTally = new Tally(freshSections, sections.size() - freshSections, sectionsGone.size(), sectionsKept);
        passageTally = new Tally(passages.size(), 0, passagesGone.size(), passagesKept);
    }

    /** Whether the rows say it all already. */
    boolean isEmpty() {
        return sections.isEmpty() && sectionMoves.isEmpty() && sectionsGone.isEmpty() && passages.isEmpty() && passageMoves.isEmpty()
                && passagesGone.isEmpty();
    }

    private boolean section(String chapter, int position, PageSection section, StoredSection old, Supplier<UUID> ids) {
        if (old == null) {
            UUID id = ids.get();
            sections.add(new SectionWrite(id, chapter, position, section, true));
            passages(id, section.cuts(), List.of(), ids);
            return false;
        }
        boolean same = old.hash().equals(section.hash());
        if (same) {
            moved(sectionMoves, old.id(), old.position(), position);
        } else {
            sections.add(new SectionWrite(old.id(), chapter, position, section, false));
        }
        // Also where the section is the same: another way of cutting up makes other passages of it.
        passages(old.id(), section.cuts(), old.passages(), ids);
        return same;
    }

    private void passages(UUID section, List<Cut> cuts, List<StoredSection.StoredPassage> old, Supplier<UUID> ids) {
        Map<String, List<StoredSection.StoredPassage>> byHash = new HashMap<>();
        old.forEach(passage -> byHash.computeIfAbsent(passage.hash(), hash -> new ArrayList<>()).add(passage));
        for (int ordinal = 0; ordinal < cuts.size(); ordinal++) {
            Cut cut = cuts.get(ordinal);
            List<StoredSection.StoredPassage> known = byHash.getOrDefault(cut.hash(), List.of());
            if (known.isEmpty()) {
                passages.add(new PassageWrite(ids.get(), section, ordinal, cut));
            } else {
                StoredSection.StoredPassage kept = known.removeFirst();
                moved(passageMoves, kept.id(), kept.ordinal(), ordinal);
                passagesKept++;
            }
        }
        byHash.values().forEach(rest -> rest.forEach(passage -> passagesGone.add(passage.id())));
    }

    private void remove(StoredSection section) {
        sectionsGone.add(section.id());
        section.passages().forEach(passage -> passagesGone.add(passage.id()));
    }

    private static void moved(List<Move> moves, UUID id, int from, int to) {
        if (from != to) {
            moves.add(new Move(id, to));
        }
    }
}
