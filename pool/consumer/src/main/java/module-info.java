/** Somebody else's program. */
module example.consumer {
    requires dev.hornbook.pool;
}
