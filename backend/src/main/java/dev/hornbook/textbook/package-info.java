/** Reading a textbook: from Markdown files to chapters, sections and passages. */
package dev.hornbook.textbook;
