package dev.hornbook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[]{"Hornbook " + number() + ", Java " + Runtime.version().feature()};
    }

    static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
