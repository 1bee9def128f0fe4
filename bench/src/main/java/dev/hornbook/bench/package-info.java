/** Measurements beside named peers. */
package dev.hornbook.bench;
