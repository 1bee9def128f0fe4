/** The roads to the rows: migrations, and the scope that every statement runs in. */
package dev.hornbook.database;
