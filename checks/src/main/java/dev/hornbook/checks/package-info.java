/** The promises the repository makes about itself. They are tests, and nothing of this is shipped. */
package dev.hornbook.checks;
