using System.Reflection;

namespace Argosy.Runtime.Generators.Tests;

public sealed class ArchivableTests
{
    private const string RoundTrip = """
        public static class Test
        {
            public static T Again<T>(T value) => Archive.Read<T>(Archive.ToArray(value));
            public static TTo As<TFrom, TTo>(TFrom value) => Archive.Read<TTo>(Archive.ToArray(value));
            public static void Check(bool holds) { if (!holds) throw new InvalidOperationException("differs"); }
        }

        """;

    [Theory]
    [InlineData("[Archivable] public sealed record A(int X, string? Y) { public double Z { get; init; } public int Twice => 2 * X; }",
        "Test.Check(Test.Again(new A(1, \"y\") { Z = 2 }) == new A(1, \"y\") { Z = 2 }); Test.Check(Test.Again<A?>(null) is null)")]
    [InlineData("[Archivable] public struct A { public int X; public string Y { get; set; } }",
        "Test.Check(Test.Again(new A { X = 3, Y = \"a\" }) is { X: 3, Y: \"a\" })")]
    [InlineData("[Archivable] public readonly record struct A(int X, Guid Y);",
        "Test.Check(Test.Again(new A(3, Guid.Empty)) == new A(3, Guid.Empty))")]
    [InlineData("[Archivable] public sealed class A { public int V; public A? Next { get; set; } public List<A> @class = new(); }",
        "Test.Check(Test.Again(new A { V = 1, Next = new A { V = 2 }, @class = { new A { V = 5 } } }) is { V: 1, Next: { V: 2, Next: null }, @class: { Count: 1 } })")]
    [InlineData("[Archivable] public sealed record A<T>(T X, T[] Y); [Archivable] public sealed record Holder(A<int> I, A<string> S);",
        "Test.Check(Test.Again(new Holder(new(1, [2]), new(\"a\", [\"b\"]))) is { I: { X: 1 }, S: { X: \"a\" } })")]
    [InlineData("public unsafe struct F { public fixed int V[10]; } [Archivable] public sealed record A(F X, F[] Y);",
        "var f = new F(); unsafe { f.V[9] = 7; } var a = Test.Again(new A(f, [f, f])); var (x, y) = (a.X, a.Y[1]); unsafe { Test.Check(x.V[9] == 7 && y.V[9] == 7); }")]
    [InlineData("[Archivable] public sealed class A { public required string X { get; init; } }",
        "Test.Check(Test.Again(new A { X = \"x\" }).X == \"x\")")]
    [InlineData("[Archivable(Tolerant = true)] public sealed record A([Member(3)] int X, [Member(1)] string Y);",
        "Test.Check(Test.Again(new A(1, \"y\")) == new A(1, \"y\"))")]
    public void Values_come_back(string type, string check) => Run(type, check);

    [Fact]
    public void A_tolerant_type_passes_over_what_it_doesnt_know_and_keeps_its_defaults() => Run("""
        [Archivable(Tolerant = true)] public sealed class Newer { [Member(1)] public int X { get; set; } [Member(2)] public string Extra { get; set; } = "e"; [Member(4)] public double[] More = new double[1000]; }
        [Archivable(Tolerant = true)] public sealed class Older { [Member(1)] public int X { get; init; } [Member(3)] public int Mine { get; init; } = 42; }
        """,
        "Test.Check(Test.As<Newer, Older>(new Newer { X = 7 }) is { X: 7, Mine: 42 }); "
        + "Test.Check(Test.As<Older, Newer>(new Older { X = 8 }) is { X: 8, Extra: \"e\" })");

    [Fact]
    public void An_object_of_a_derived_class_isnt_cut_down_in_silence()
    {
        var failure = Should.Throw<TargetInvocationException>(() => Run(
            "[Archivable] public class A { public int X; } public sealed class B : A { public int Y; }",
            "Test.Again<A>(new B())"));
        failure.InnerException!.Message.ShouldStartWith("ARG0875 B stands where A is written");
    }

    [Fact]
    public void A_serializer_written_by_hand_is_registered_by_itself() => Run("""
        public sealed class Odd { public object? Anything; }
        public sealed class OddSerializer : ISerializer<Odd>
        {
            public void Write(ref ArchiveWriter writer, in Odd value) => writer.WriteByte(9);
            public Odd Read(ref ArchiveReader reader) => new Odd { Anything = reader.ReadByte() };
        }
        """, "Test.Check(Test.Again(new Odd()).Anything is (byte)9)");

    [Theory]
    [InlineData("[Archivable] public sealed record A(int X, int Y);", "[Archivable] public sealed record A(int Y, int X);", true)]
    [InlineData("[Archivable] public sealed record A(int X);", "[Archivable] public sealed record A(long X);", true)]
    [InlineData("public struct B { public int X, Y; } [Archivable] public sealed record A(B[] V);",
        "public struct B { public int Y, X; } [Archivable] public sealed record A(B[] V);", true)]
    [InlineData("public static class C { [Action] public static int M(int x) => x; }",
        "public static class C { [Action] public static long M(int x) => x; }", true)]
    [InlineData("[Archivable(Tolerant = true)] public sealed class A { [Member(1)] public int X; }",
        "[Archivable(Tolerant = true)] public sealed class A { [Member(2)] public int Y; [Member(1)] public int X; }", false)]
    [InlineData("[Archivable] public sealed record A(int X);", "[Archivable] public sealed record A(int X) { public int Twice => 2 * X; }", false)]
    public void Builds_that_would_read_each_other_wrongly_register_other_shapes(string one, string other, bool differ)
    {
        (Shapes(one) != Shapes(other)).ShouldBe(differ);
    }

    private static string Shapes(string types) => string.Join("\n", new Consumer(types).Generated().SyntaxTrees
        .SelectMany(tree => tree.ToString().Split('\n')).Where(line => line.Contains("TypeShapes")));

    private static void Run(string types, string check)
    {
        var assembly = new Consumer(
            $"{RoundTrip}{types}\npublic static class Entry {{ public static void Run() {{ {check}; }} }}").Load();
        assembly.GetType("Entry")!.GetMethod("Run")!.Invoke(null, null);
    }
}
