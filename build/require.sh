#!/bin/sh
# Says which of the tools that Hornbook is built with is missing, and how to get it. Prints nothing when all are there.
# Sourced with REQUIRE_LIB=1 it only defines what other scripts use.

# Prints the home of a JDK 25 or newer: JAVA_HOME's, the default java's, or one installed beside it.
find_jdk() {
  default=$(command -v javac 2>/dev/null) && default=$(dirname "$(dirname "$(readlink -f "$default" 2>/dev/null || echo "$default")")")
  for home in "$JAVA_HOME" "$default" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    [ "${major:-0}" -ge 25 ] && { echo "$home"; return 0; }
  done
  return 1
}

# Maven on that JDK, which its own search for one may miss. The options quiet what Maven 3.8's libraries make a new JDK say.
maven() {
  JAVA_HOME=$(find_jdk) \
    MAVEN_OPTS="-XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $MAVEN_OPTS" \
    mvn "$@"
}

# Whether Node is one that the page's packages take: frontend/package.json, "engines".
node_is_new_enough() {
  node_version=$(node --version | sed -n 's/^v\([0-9]*\)\.\([0-9]*\)\..*/\1 * 100 + \2/p')
  node_version=$((${node_version:-0}))
  [ "$node_version" -ge 2212 ] || { [ "$node_version" -ge 2019 ] && [ "$node_version" -lt 2100 ]; }
}
node_wanted="Node 20.19, 22.12 or newer"
node_sources="https://nodejs.org, 'nvm install 24', 'brew install node', or https://github.com/nodesource/distributions for apt, whose own is 18 on Debian 12 and Ubuntu 24.04"

[ "$REQUIRE_LIB" = 1 ] && return 0

missing=0
lacks() { echo "hornbook: $1" >&2; missing=1; }
if jdk=$(find_jdk); then
  case $jdk in
    "$JAVA_HOME") ;;
    /opt/jdk* | /opt/homebrew/*) lacks "there is a JDK in $jdk, where Maven does not look. Set JAVA_HOME to it." ;;
  esac
else
  lacks "no JDK 25 found. Install one beside the Java you have (https://adoptium.net, or 'sdk install java 25-tem'), or set JAVA_HOME to it."
fi
command -v mvn >/dev/null || lacks "Maven (mvn) is missing. Install it: 'apt install maven', 'brew install maven', or https://maven.apache.org/download.cgi"
if command -v node >/dev/null && command -v npm >/dev/null; then
  node_is_new_enough || lacks "Node $(node --version) is too old. The page is built with $node_wanted: $node_sources"
else
  lacks "Node with npm is missing. The page is built with $node_wanted: $node_sources"
fi
exit $missing
