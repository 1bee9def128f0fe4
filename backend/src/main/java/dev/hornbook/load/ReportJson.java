package dev.hornbook.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A run's figures, for programs: times in milliseconds. */
public final class ReportJson {
    private ReportJson() {}

    /** One document. */
    public static String of(Report report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("readers", report.plan().readers());
        document.put("thinkingMillis", report.plan().thinking().toMillis());
        document.put("countedMillis", report.counted().toMillis());
        document.put("reached", report.reached());
        document.put("slowestP95", report.slowestP95());
        document.put("slowestDatabaseP95", report.slowestDatabaseP95());
        document.put("failedPart", report.failedPart());
        document.put("begunLate", report.late());
        document.put("rows", report.lines().stream().map(ReportJson::row).toList());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> row(Report.Line line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", line.row().name().toLowerCase(Locale.ROOT));
        row.put("prompt", line.row().prompt());
        row.put("requests", line.requests());
        row.put("perSecond", line.perSecond());
        row.put("failures", line.failures());
        row.put("took", line.took());
        if (line.database().count() > 0) {
            row.put("acquire", line.acquire());
            row.put("execute", line.execute());
            row.put("database", line.database());
        }
        return row;
    }
}
