/** The command line. */
package dev.hornbook.cli;
