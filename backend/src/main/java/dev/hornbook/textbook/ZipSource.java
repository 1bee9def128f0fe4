package dev.hornbook.textbook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A book in a ZIP that somebody sent. Nothing is unpacked to a disk: what of a folder would be a book is read where it lies, and a
 * ZIP that holds anything a book has no need of is refused whole. A folder around all of it (as most programs make one) is
 * not part of the book.
 */
public final class ZipSource implements BookSource, AutoCloseable {
    static final int MOST_ENTRIES = 2_000;
    static final long MOST_UNPACKED = 100L * 1024 * 1024;
    /** Prose is packed to a third or a quarter; a hundredth is no prose, once it is more than a few pages. */
    static final int MOST_RATIO = 100;
    private static final int RATIO_COUNTS_FROM = 256 * 1024;
    private static final int SHOWN = 80;

    private final ZipFile zip;
    private final List<ZipArchiveEntry> read = new ArrayList<>();
    private final String folder;
    private final String name;
    private long unpacked;

    /**
     * Opens it, and judges every entry.
     *
     * @param name what the book is called by who sent it
     * @throws BookUnreadableException when it is no ZIP, or one that is refused, saying why
     */
    public static ZipSource open(Path file, String name) {
        ZipFile zip = null;
        try {
            zip = ZipFile.builder().setPath(file).get();
            return new ZipSource(zip, name);
        } catch (IOException | IllegalArgumentException e) {
            close(zip);
            throw new BookUnreadableException("It is no ZIP that can be read, or it is not whole. Make it anew, and send it again.", e);
        } catch (BookUnreadableException e) {
            close(zip);
            throw e;
        }
    }

    private ZipSource(ZipFile zip, String name) {
        this.zip = zip;
        List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
        if (entries.size() > MOST_ENTRIES) {
            throw new BookUnreadableException("The ZIP has more than " + MOST_ENTRIES + " entries. Leave out what is not the book.");
        }
        var places = new HashSet<String>();
        long announced = 0;
        for (ZipArchiveEntry entry : entries) {
            String place = place(entry);
            judge(entry, place);
            if (!places.add(place)) {
                throw refused(place, "is in it twice");
            }
            announced += Math.max(0, entry.getSize());
            if (!entry.isDirectory() && isOfTheBook(place)) {
                read.add(entry);
            }
        }
        if (announced > MOST_UNPACKED) {
            throw tooLarge();
        }
        this.folder = commonFolder();
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceFile> files(Consumer<Fault> faults) {
        int skipped = folder.isEmpty() ? 0 : folder.length() + 1;
        return read.stream().map(entry -> new SourceFile(place(entry).substring(skipped), () -> new Counted(entry))).toList();
    }

    private void judge(ZipArchiveEntry entry, String place) {
        PlaceInBook.fault(place).ifPresent(fault -> {
            throw refused(place, fault);
        });
        int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (type == UnixStat.LINK_FLAG) {
            throw refused(place, "is a symbolic link; put the file itself in");
        }
        if (type != 0 && type != UnixStat.FILE_FLAG && type != UnixStat.DIR_FLAG) {
            throw refused(place, "is neither a file nor a folder");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw refused(place, "is encrypted");
        }
        if (!zip.canReadEntryData(entry)) {
            throw refused(place, "is packed by a method that few programs know; choose 'deflate'");
        }
    }

    /** As it is written in the ZIP: the library would make slashes of some backslashes. */
    private static String place(ZipArchiveEntry entry) {
        String raw = new String(entry.getRawName(), StandardCharsets.UTF_8);
        String name = raw.indexOf('\\') < 0 ? entry.getName() : raw;
        return entry.isDirectory() && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isOfTheBook(String place) {
        List<String> parts = List.of(place.split("/"));
        return parts.stream().noneMatch(FolderSource::isPassedOver) && FolderSource.isRead(parts.getLast());
    }

    /** Empty where something of the book lies beside it. */
    private String commonFolder() {
        List<String> first = read.stream().map(ZipSource::place)
                .map(place -> place.substring(0, Math.max(0, place.indexOf('/')))).distinct().toList();
        return first.size() == 1 ? first.getFirst() : "";
    }

    private static BookUnreadableException refused(String place, String fault) {
        String shown = place.length() > SHOWN ? place.substring(0, SHOWN) + "…" : place;
        return new BookUnreadableException("The ZIP is refused: '" + shown.replaceAll("\\p{Cntrl}", "�") + "' " + fault + ".");
    }

    private static BookUnreadableException tooLarge() {
        return new BookUnreadableException("Unpacked, the ZIP is larger than 100 MB. Leave out what is not the book.");
    }

    private static void close(ZipFile zip) {
        if (zip != null) {
            try {
                zip.close();
            } catch (IOException _) {
                // It was only read.
            }
        }
    }

    @Override
    public void close() {
        close(zip);
    }

    /** An entry's bytes, as many as really come: what a ZIP says of itself is its maker's word. */
    private final class Counted extends FilterInputStream {
        private final ZipArchiveEntry entry;
        private long own;

        Counted(ZipArchiveEntry entry) throws IOException {
            super(zip.getInputStream(entry));
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) {
            own += bytes;
            unpacked += bytes;
            if (unpacked > MOST_UNPACKED) {
                throw tooLarge();
            }
            if (own > RATIO_COUNTS_FROM && own / MOST_RATIO > entry.getCompressedSize()) {
                throw refused(place(entry), "is more than " + MOST_RATIO + " times as long as what it is packed in");
            }
        }
    }
}
