package dev.hornbook.sim.control;

import dev.hornbook.sim.Counters;
import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.Simulator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the control port tells, in the order it is read in. No password, and no URL that holds one. */
final class Reports {

    private Reports() {}

    static Map<String, Object> state(Simulator simulator) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("state", simulator.state());
        report.put("endpoint", simulator.endpoint());
        report.put("port", simulator.port());
        report.put("computeUnits", simulator.size().units());
        report.put("maxConnections", simulator.size().maxConnections());
        report.put("pooler", simulator.pooler().orElse(null));
        report.put("counters", counters(simulator.counters()));
        return report;
    }

    static Map<String, Object> counters(Counters counters) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("connects", counters.connects());
        report.put("authentications", counters.authentications());
        report.put("refusedLogins", counters.refusedLogins());
        report.put("sessions", counters.sessions());
        report.put("pooledSessions", counters.pooledSessions());
        report.put("refusals", counters.refusals());
        report.put("wakes", counters.wakes());
        report.put("suspends", counters.suspends());
        report.put("bytesIn", counters.bytesIn());
        report.put("bytesOut", counters.bytesOut());
        report.put("activity", counters.activity());
        report.put("awakeMs", counters.awake().toMillis());
        report.put("awakeNowMs", counters.awakeNow().toMillis());
        return report;
    }

    static Map<String, String> refusals() {
        Map<String, String> report = new LinkedHashMap<>();
        Arrays.stream(Refusal.values()).forEach(refusal -> report.put(refusal.name(), refusal.text()));
        return report;
    }
}
