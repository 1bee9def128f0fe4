/** The reading room: many readers at once against a running instance, and what they waited for. */
package dev.hornbook.load;
