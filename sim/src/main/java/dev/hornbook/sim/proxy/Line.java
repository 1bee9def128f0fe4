package dev.hornbook.sim.proxy;

import dev.hornbook.sim.compute.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A client's connection, with the weather on it: every byte of it, the TLS handshake's too, is counted, delayed and held up
 * here. In calm weather it passes straight on.
 */
final class Line extends Socket {

    private static final int CHUNK = 16 * 1024;

    private final Socket raw;
    private final Conditions.Outlook outlook;
    private final Tally tally;
    private final InputStream input = new Arriving();
    private final Departures departures;

    Line(Socket raw, Conditions.Outlook outlook, Tally tally) {
        this.raw = raw;
        this.outlook = outlook;
        this.tally = tally;
        this.departures = new Departures(raw, outlook, tally);
    }

    /** What comes from the client, a chunk at a time: each waits, so that chunks of a long stream wait one after another. */
    private final class Arriving extends InputStream {
        private final byte[] chunk = new byte[CHUNK];
        private int at;
        private int end;

        @Override
        public int read() throws IOException {
            return fill() ? chunk[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int taken = Math.min(length, end - at);
            System.arraycopy(chunk, at, into, offset, taken);
            at += taken;
            return taken;
        }

        private boolean fill() throws IOException {
            if (at < end) {
                return true;
            }
            int read = raw.getInputStream().read(chunk);
            if (read < 0) {
                return false;
            }
            tally.received(read);
            try {
                if (outlook.now().toCompute().isPositive()) {
                    outlook.delay(outlook.now().toCompute());
                }
                outlook.awaitWay();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted on the way to the compute");
            }
            at = 0;
            end = read;
            return true;
        }

        @Override
        public int available() throws IOException {
            return end - at + raw.getInputStream().available();
        }
    }

    /** Ends it at once, whatever is still on its way. */
    void cut() throws IOException {
        raw.close();
    }

    /** Ends it as a reset of the connection (RST). */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return departures;
    }

    /** Ends it when what is on its way has arrived. */
    @Override
    public void close() throws IOException {
        departures.close();
    }

    @Override
    public boolean isConnected() {
        return raw.isConnected();
    }

    @Override
    public boolean isBound() {
        return raw.isBound();
    }

    @Override
    public boolean isClosed() {
        return raw.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return raw.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return raw.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        raw.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        departures.finish();
    }

    @Override
    public InetAddress getInetAddress() {
        return raw.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return raw.getLocalAddress();
    }

    @Override
    public int getPort() {
        return raw.getPort();
    }

    @Override
    public int getLocalPort() {
        return raw.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return raw.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return raw.getLocalSocketAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        raw.setTcpNoDelay(on);
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        raw.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return raw.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        raw.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return raw.getSoLinger();
    }
}
