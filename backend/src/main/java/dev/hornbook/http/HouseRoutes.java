package dev.hornbook.http;

import dev.hornbook.account.Admission;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** {@code /api/v1/house}: what anybody has to know before signing up. From memory, for everybody. */
final class HouseRoutes implements HttpService {
    private final Admission admission;

    HouseRoutes(Admission admission) {
        this.admission = admission;
    }

    record View(String signUp) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (_, response) -> Json.send(response, 200, new View(admission.signUp().word())));
    }
}
