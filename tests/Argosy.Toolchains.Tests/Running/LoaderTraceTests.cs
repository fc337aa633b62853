using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class LoaderTraceTests
{
    [Fact]
    public void What_the_loader_mapped_is_what_it_tried_last() => Read("""
            71:	file=libf.so.1 [0];  needed by /a/test/m [0]
            71:	find library=libf.so.1 [0]; searching
            71:	  trying file=/root/lib/libf.so.1
            71:	  trying file=/a/test/../lib/libf.so.1
            71:	
            71:	file=libf.so.1 [0];  generating link map
            71:	find library=libgone.so.1 [0]; searching
            71:	  trying file=/a/test/../lib/libgone.so.1
        """).ShouldBe(["/a/test/../lib/libf.so.1"]);

    [Fact]
    public void A_library_by_its_path_constructors_and_programs_count_too() => Read("""
            71:	file=/a/lib/plugin.so [0];  generating link map
            71:	calling init: /lib/libc.so.6
            71:	initialize program: /a/bin/tool
            71:	calling fini: /b/other.so [0]
        """).ShouldBe(["/a/lib/plugin.so", "/lib/libc.so.6", "/a/bin/tool"]);

    private static IEnumerable<string> Read(string trace) => LoaderTrace.Read(trace.Split('\n'));
}
