/**
 * HTML to Markdown: a page of a built site, as many programs make them, becomes the Markdown that an author might have written,
 * and goes the way of all Markdown from there. What frames the text (navigation, buttons, tables of contents) is left out, every
 * heading keeps its id as {@code {#id}}, and what a tag was is a mark or nothing: no tag is left, and text that looks like one
 * is escaped. Nothing is evaluated, and nothing is fetched.
 */
package dev.hornbook.textbook.html;
