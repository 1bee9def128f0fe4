package dev.hornbook.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures, for programs. */
public final class ReportJson {
    private ReportJson() {}

    /** One document. */
    public static String of(Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("set", report.set());
        document.put("passages", report.passages());
        Map<String, Object> engines = new LinkedHashMap<>();
        for (Engine engine : Engine.values()) {
            Report.Line line = report.line(engine);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("answerable", line.all());
            figures.put("withoutSharedWords", line.apart());
            figures.put("refusing", line.refusing());
            engines.put(engine.name().toLowerCase(Locale.ROOT), figures);
        }
        document.put("engines", engines);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
