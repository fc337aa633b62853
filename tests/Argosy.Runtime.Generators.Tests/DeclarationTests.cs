namespace Argosy.Runtime.Generators.Tests;

/// <summary>Every valid C# declaration leads to generated code that compiles, or to a finding.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("namespace Event.@event { public static class C { [Action] public static int M(int @in, string @class = \"\\\"x\") => 1; } }")]
    [InlineData("namespace A.@event { [Archivable] public sealed record R(int @class); public sealed class O { [Action] public void M(R r) { } } }")]
    [InlineData("namespace Mine.System { public static class C { [Action] public static Task<int> M(int x) => Task.FromResult(x); } }")]
    [InlineData("namespace global { public static class global { [Action] public static int M(global::System.Guid g) => 1; } }")]
    [InlineData("public static partial class P { [Action, ClosedOver(typeof(int))] public static partial int M<T>(T x) where T : unmanaged; public static partial int M<T>(T x) where T : unmanaged => 1; }")]
    [InlineData("public static partial class P { public static partial int M<T>(T x) where T : unmanaged; [Action, ClosedOver(typeof(int))] public static partial int M<T>(T x) where T : unmanaged => 1; }")]
    [InlineData("public static partial class P { public static partial int M(int x = 3); [Action] public static partial int M(int x) => 1; }")]
    [InlineData("[Archivable] public sealed class A { public A() { } public A(int x) { X = x; } public required int X { get; init; } }")]
    [InlineData("[Archivable] public sealed class A { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public A(int x) { X = x; } public required int X { get; init; } }")]
    [InlineData("[Archivable(Tolerant = true)] public sealed class A { public A() { } public A(int x) { X = x; } [Member(1)] public required int X { get; init; } }")]
    [InlineData("[Archivable] public sealed record R<@class>(@class X) where @class : struct;")]
    [InlineData("[Archivable] public sealed class Nest<T> { public T? Value; public Nest<List<T>>? Next; } public static class C { [Action] public static void M(Nest<int> x) { } }")]
    [InlineData("public static class Work { [Action] public static void M(int x) { } } public static class work { [Action] public static void M(int x) { } }")]
    [InlineData("public static class C { [Action] public static int M(params int[] xs) => 1; [Action] public static int N(int a, params string[] xs) => 1; }")]
    [InlineData("public static class C { [Action] public static int M(int a = -1, DayOfWeek d = DayOfWeek.Friday, double e = double.NaN, float f = 1e20f, decimal g = 1.5m, char h = '\\'', int? i = 5, DayOfWeek? j = DayOfWeek.Monday, string? k = null, Guid l = default, ulong m = ulong.MaxValue, long n = long.MinValue) => 1; }")]
    [InlineData("public static class E { [Action] public static int M(this string s, int? o = null, ActionContext c = default) => 1; }")]
    [InlineData("public static class C { [Action] public static int M(int x) => 1; [Action] public static int M(string x) => 1; [Action] public static int M(int x, CancellationToken t) => 1; }")]
    [InlineData("public class Outer<T> where T : class, new() { public sealed class Inner { [Action, ClosedOver(typeof(List<int>))] public int M(T x) => 1; } }")]
    [InlineData("public class B { [Action] public virtual int M(int x) => 1; } public class D : B { [Action] public override int M(int x) => 2; }")]
    [InlineData("public interface I { [Action] static int M(int x) => x; }")]
    [InlineData("public static class C { [Action] public static (int a, string? b) M((int c, string? d) x, List<string?>? y, Dictionary<string, (int, int)[]>? z) => default; }")]
    [InlineData("file static class F { [Action] public static int M(int x) => 1; }", "ARG0866: M")]
    [InlineData("[Archivable] file sealed record F(int X);", "ARG0866: F")]
    [InlineData("public interface IShape { } file sealed class S : ISerializer<IShape> { public void Write(ref ArchiveWriter writer, in IShape value) { } public IShape Read(ref ArchiveReader reader) => null!; }")]
    [InlineData("public static class C { private struct P { } [Action, ClosedOver(typeof(P))] public static void M<T>(T x) where T : unmanaged { } }",
        "ARG0864: ClosedOver(typeof(P))")]
    [InlineData("public sealed class NoNew { public NoNew(int x) { } } [Archivable] public sealed record R; public static class C { [Action, ClosedOver(typeof(NoNew))] public static void M<T>() where T : new() { } }",
        "ARG0864: ClosedOver(typeof(NoNew))")]
    [InlineData("public sealed class C { [Action] public int Add(int x) => 1; [Action] public Task<int> AddAsync(int x) => Task.FromResult(x); }",
        "ARG0877: AddAsync")]
    [InlineData("public sealed class C { [Action] public int Add(int x) => 1; [Action] public int Add(int x, CancellationToken t) => 1; }",
        "ARG0877: Add")]
    [InlineData("public sealed class C { [Action, ClosedOver(typeof(int)), ClosedOver(typeof(long))] public int Size<T>() where T : unmanaged => 1; }",
        "ARG0877: Size")]
    [InlineData("public sealed class C { [Action] public int Locate(CancellationToken t) => 1; }", "ARG0878: Locate")]
    [InlineData("public sealed class C { [Action] public int LocateAsync(int x = 1) => x; }", "ARG0878: LocateAsync")]
    [InlineData("public struct S { public nint A; public int B; } public static class C { [Action] public static void M(S s) { } }",
        "ARG0862: s")]
    [InlineData("public struct S { public DateTimeOffset A; public int B; } public static class C { [Action] public static void M(S s) { } }",
        "ARG0862: s")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)] public struct S { public int A; public int B; } public static class C { [Action] public static void M(S s) { } }",
        "ARG0862: s")]
    public async Task What_is_legal_compiles_or_is_found(string source, params string[] findings)
    {
        var consumer = new Consumer(source);
        (await consumer.FindingsAsync()).ShouldBe(findings);
        consumer.Generated();
    }

    [Fact]
    public void A_type_whose_serializer_someone_wrote_is_an_argument_whatever_it_is() => string.Concat(new Consumer("""
        public interface IShape { }
        public sealed class ShapeSerializer : ISerializer<IShape>
        {
            public void Write(ref ArchiveWriter writer, in IShape value) { }
            public IShape Read(ref ArchiveReader reader) => null!;
        }
        public static class Shapes { [Action] public static void Draw(IShape shape) { } }
        """).Generated().SyntaxTrees.Skip(1)).ShouldContain("Shapes.Draw");

    [Fact]
    public void A_generic_type_travels_over_types_that_its_own_assembly_never_names()
    {
        var assembly = new Consumer("""
            [Archivable] public sealed record Box<T>(T Value, List<Box<T>>? More);
            public static class Boxes
            {
                public static long Travel<T>(T value)
                {
                    var box = Archive.Read<Box<T>>(Archive.ToArray(new Box<T>(value, new() { new(value, null) })));
                    return Convert.ToInt64(box.Value) + Convert.ToInt64(box.More![0].Value);
                }
            }
            """).Load();
        assembly.GetType("Boxes")!.GetMethod("Travel")!
            .MakeGenericMethod(typeof(short)).Invoke(null, [(short)21]).ShouldBe(42L);
    }

    [Fact]
    public async Task Serializers_of_a_library_are_registered_though_it_has_nothing_else()
    {
        var library = new Consumer("""
            public interface IShape { }
            internal sealed class ShapeSerializer : ISerializer<IShape>
            {
                public void Write(ref ArchiveWriter writer, in IShape value) { }
                public IShape Read(ref ArchiveReader reader) => null!;
            }
            """).Generated();
        var consumer = new Consumer(
            "public static class App { [Action] public static void M(IShape shape) { } }",
            libraries: library.ToMetadataReference());
        (await consumer.FindingsAsync()).ShouldBeEmpty();
        string.Concat(consumer.Generated().SyntaxTrees.Skip(1)).ShouldContain("Load(typeof(global::IShape).Assembly)");
    }
}
