# Sourced by run and jmh, which set "repository".

# Prints the class path; builds the module, and what it needs, where that is missing or older than its sources.
class_path() {
    local target="$repository/benchmarks/target"
    if [ ! -f "$target/classpath" ] \
        || [ -n "$(find "$repository/benchmarks/src/main" "$repository/benchmarks/pom.xml" -newer "$target/classpath" -print -quit)" ]; then
        echo "Building the benchmarks" >&2
        (cd "$repository" && mvn -B -q -Pfast -pl benchmarks -am package) >&2
        touch "$target/classpath"
    fi
    echo "$target/classes:$(cat "$target/classpath")"
}
