/** Hornbook Pool in the hands of others, each short enough to be copied from. */
package dev.hornbook.examples;
