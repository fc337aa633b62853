using Argosy.Platforms.Items;

namespace Argosy.Toolchains.Tests.Building;

// The projects that are built.
public sealed partial class BuildSystemTests
{
    private void Write(BuildSystem system, string folder)
    {
        // Its file name is in it.
        _scratch.Write($"{folder}/source/answer.c",
            "const char *where(void); const char *where(void) { return __FILE__; } int answer(void) { return 42; }\n");
        _scratch.Write($"{folder}/source/check.c", "int answer(void); int main(void) { return answer() - 42; }\n");
        foreach (var (name, text) in FilesOf(system)) _scratch.Write($"{folder}/source/{name}", text);
    }

    private static (string Name, string Text)[] FilesOf(BuildSystem system) => system switch
    {
        BuildSystem.Meson =>
        [
            ("meson.build", """
                project('answer', 'c', version: '1.0.0')
                answer = library('answer', 'answer.c', version: '1.0.0', install: true)
                test('check', executable('check', 'check.c', link_with: answer))
                """),
        ],
        BuildSystem.Autotools =>
        [
            ("configure.ac", """
                AC_INIT([answer], [1.0.0])
                AM_INIT_AUTOMAKE([foreign subdir-objects])
                AC_PROG_CC
                AM_PROG_AR
                LT_INIT
                AC_FUNC_MALLOC
                AC_CONFIG_FILES([Makefile])
                AC_OUTPUT

                """),
            ("Makefile.am", """
                lib_LTLIBRARIES = libanswer.la
                libanswer_la_SOURCES = answer.c
                libanswer_la_LDFLAGS = -version-info 1:0:0
                check_PROGRAMS = check
                check_SOURCES = check.c
                check_LDADD = libanswer.la
                TESTS = check

                """),
        ],
        _ =>
        [
            ("Makefile", """
                CC = gcc
                libanswer.so.1.0.0: answer.c
                	$(CC) -g -O2 -fPIC -shared -Wl,-soname,libanswer.so.1 -o $@ answer.c
                install: libanswer.so.1.0.0
                	install -D -m 755 libanswer.so.1.0.0 $(DESTDIR)$(libdir)/libanswer.so.1.0.0
                	ln -s libanswer.so.1.0.0 $(DESTDIR)$(libdir)/libanswer.so.1
                check:
                	ln -sf libanswer.so.1.0.0 libanswer.so.1
                	$(CC) -o check check.c libanswer.so.1.0.0
                	./check

                """),
            // A leftover of another build, which make would take for up to date.
            ("libanswer.so.1.0.0", "not a library"),
        ],
    };
}
