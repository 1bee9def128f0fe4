/**
 * Reading a textbook: from files of Markdown or HTML to chapters, sections and passages.
 *
 * <p>The road is {@link dev.hornbook.textbook.BookSource} (files) → {@link dev.hornbook.textbook.ManuscriptReader}
 * (pages, sections, passages, nothing of it stored) → {@link dev.hornbook.textbook.Ingestion} (rows, changed where they differ) →
 * {@link dev.hornbook.textbook.Library} (what readers see, held in memory). Everything read is untrusted text: it is never
 * evaluated, and a file that cannot be read is reported and left out, never in the way of the others.
 */
package dev.hornbook.textbook;
