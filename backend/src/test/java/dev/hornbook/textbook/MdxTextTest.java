package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A {@code <} that stays is escaped where a tag could follow it. */
class MdxTextTest {
    @Test
    void importsExportsAndTagsGoAndTheTextBetweenThemStays() {
        String page = """
                      import Tabs from '@theme/Tabs';
                      import {
                        one,
                        two,
                      } from './parts';

                      export const limit = () => {
                        return 1;

                      };

                      # Title

                      <Tabs onChange={(e) => { if (e > 1) go(">"); }} label="a > b">
                        <TabItem value="x">Inside **bold**.</TabItem>
                      </Tabs>

                      {/* a comment
                      over lines */}After <!-- gone --> it.
                      """;
        assertThat(MdxText.toMarkdown(page, true).replaceAll("\\n+", "\n").strip())
                .isEqualTo("# Title\n  Inside **bold**.\nAfter  it.");
    }

    @Test
    void codeStaysAsItIs() {
        String page = """
                      ```jsx
                      import React from 'react';
                      <App {...props} />
                      :::note
                      ```

                      Use `List<String>` and ``<b>`</b>``.

                          <indented> code

                      ~~~~
                      ```
                      <!-- kept -->
                      ~~~~
                      """;
        assertThat(MdxText.toMarkdown(page, false)).isEqualTo(page);
    }

    @Test
    void proseThatBeginsLikeAModuleIsProse() {
        String page = "import duties, tariffs and quotas\nwere raised.\n\nexport prices fell; 3 < 4 and a <b.";
        assertThat(MdxText.toMarkdown(page, false)).isEqualTo(page.replace("<b", "\\<b"));
    }

    @Test
    void anAdmonitionBecomesABoldLine() {
        assertThat(
                MdxText.toMarkdown(":::tip[Good to know]\n\nText.\n\n:::\n\n:::warning\nHot.\n:::", false).replaceAll("\\n+", "\n").strip())
                .isEqualTo("**Good to know**\nText.\n**Warning**\nHot.");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', delimiter = ';', value = {"<script>alert(1)</script>ok; ok", "<SCRIPT src=x>a</SCRIPT >ok; ok",
        "<img src=\"a.png\" alt=\"A b\">;![A b](<a.png>)", "<https://example.org/a>;<https://example.org/a>", "a <b>c</b> d; a c d",
        "<h1 align=\"center\">Big <b>name</b></h1>; # Big name", "x</td><td>y; x  y", "1 < 2 > 0;1 < 2 > 0", "<!-- open;\\<!-- open",
        "f(x) = {x | x < 3};f(x) = {x | x < 3}", "\\<b>; \\<b>", "<Foo.Bar a={'>'}/>z; z"})
    void tagsGoAndTextStays(String source, String markdown) {
        assertThat(MdxText.toMarkdown(source, true).strip()).isEqualTo(markdown.strip());
    }
}
