package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest becomes somebody while their answer is being written: it goes on under their eyes, and is there after a reload. */
@Tag("integration")
class SigningUpMeanwhileTest {
    private static final String PASSWORD = "of a length that will do";

    @TempDir
    private Path directory;

    @Test
    void theAnswerGoesOnAndIsTheirs() {
        try (Model model = Model.waitingAfter("Bias adds up, ", "says the model.");
                Hornbook hornbook = Hornbook.serve(directory, model.environment("sk-meanwhile"));
                Browser browser = Browser.open()) {
            Page page = browser.reader(1280, 800);
            page.navigate(hornbook.address().toString());
            page.getByRole(AriaRole.LIST, named("Questions to start with")).getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.getByText("Bias adds up")).isVisible();
            Browser.signUp(page, PASSWORD);
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            model.goOn();
            assertThat(page.getByText("Bias adds up, says the model.")).isVisible();
            page.reload();
            assertThat(page.getByText("Bias adds up, says the model.")).isVisible();
        }
    }
}
