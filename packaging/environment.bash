# Sourced by packaging/run, packaging/test and .ci/run: makes sure of everything the program needs, and of nothing twice.
#
#   prepare [EXTRA ...]   system libraries, a virtual environment, and the project in it with these extras
#
# The environment is .venv in the checkout, or $CHECKPOINT_INSPECTOR_VENV; $PYTHON chooses the interpreter it is made with.
# What was done is remembered by a stamp in the environment, so that the second time takes no time.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${CHECKPOINT_INSPECTOR_VENV:-$root/.venv}
# Where an environment has its programs.
bin=bin
[[ $OSTYPE == msys* ]] && bin=Scripts

# What the Qt 6 wheels link against and expect the system to have.
qt_libraries=(
    libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libwayland-client0 libwayland-cursor0 libwayland-egl1
    libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 fonts-dejavu-core
)
# What the tests drive a real window with.
desktop_tools=(xvfb openbox xdotool x11-utils imagemagick pcmanfm libglib2.0-bin)
compiler=(gcc libc6-dev)
# What packaging/build makes packages with.
build_tools=(binutils desktop-file-utils dpkg-dev)

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# Can this interpreter run the program and make environments?
suitable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

choose_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if suitable "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# Install the Debian packages among the arguments that are not there yet.
install_packages() {
    local missing=() package
    if ! command -v apt-get >/dev/null; then
        echo "$(basename "$0"): this is neither Debian nor Ubuntu; the program needs what these packages hold: $*" >&2
        return
    fi
    for package in "$@"; do
        [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
            missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then
        return
    fi
    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then
            die "needs rights to install system packages; run once: sudo apt-get install --yes ${missing[*]}"
        fi
        as_root=(sudo -n "${as_root[@]}")
    fi
    echo "installing system packages: ${missing[*]}"
    local said
    # Lists that can't be renewed matter only if the installation then fails.
    "${as_root[@]}" apt-get update --quiet=2 >/dev/null 2>&1 || true
    if ! said=$("${as_root[@]}" apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}" 2>&1); then
        echo "$said" >&2
        die "system packages could not be installed (${missing[*]}): is there a network?"
    fi
}

prepare() {
    local extras python stamp state packages=("${qt_libraries[@]}")
    extras=$(IFS=,; echo "$*")
    [[ ",$extras," == *,test,* ]] && packages+=("${desktop_tools[@]}")
    [[ ",$extras," == *,build,* ]] && packages+=("${build_tools[@]}")
    # The kernel is compiled on installation; without, statistics and blocks of ggml take longer.
    if [[ ! $(command -v cc gcc) ]] && { ((EUID == 0)) || sudo -n true 2>/dev/null; }; then
        packages+=("${compiler[@]}")
    fi
    stamp=$venv/prepared-${extras:-plain}
    state=$(cat "$root"/{pyproject.toml,packaging/build_kernel.py} "$root"/inspector/{*,*/*}.[ch] "${BASH_SOURCE[0]}" | cksum; echo "$root")
    if [[ -x $venv/$bin/python && -f $stamp && $(<"$stamp") == "$state" ]]; then
        return
    fi
    python=$(choose_python) || packages+=(python3 python3-venv)
    install_packages "${packages[@]}"
    python=$(choose_python) || die "needs Python 3.11 or newer, and there is only $(python3 --version 2>&1 || echo none)"
    [[ -x $venv/$bin/python ]] || "$python" -m venv "$venv" || die "no environment could be made in $venv"
    echo "installing Python packages into $venv"
    "$venv/$bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root${extras:+[$extras]}" ||
        die "Python packages could not be installed: is there a network?"
    echo "$state" >"$stamp"
}
