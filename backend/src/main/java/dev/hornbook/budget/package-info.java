/** What a language model may be asked a day: by a reader, by a guest, by all of them together. */
package dev.hornbook.budget;
