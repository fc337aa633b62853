namespace Argosy.Runtime.Generators.Tests;

public sealed class DiagnosisTests
{
    [Theory]
    [InlineData("ARG0859: secret",
        "[Archivable] public sealed class A { private int secret; public A() { } public A(int s) => secret = s; public int Get() => secret; }")]
    [InlineData("ARG0859: Hidden", "[Archivable] public sealed class A { internal int Hidden { get; set; } }")]
    [InlineData("ARG0860: run", "[Action] public static void M(Action run) { }")]
    [InlineData("ARG0860: any", "[Action] public static void M(int a, List<object> any) { }")]
    [InlineData("ARG0860: any", "[Action] public static void M(dynamic any) { }")]
    [InlineData("ARG0860: p", "[Action] public static unsafe void M(int* p) { }")]
    [InlineData("ARG0860: s", "[Action] public static void M(Span<int> s) { }")]
    [InlineData("ARG0860: t", "[Action] public static void M(Task<int> t) { }")]
    [InlineData("ARG0860: s", "[Action] public static void M(System.IO.MemoryStream s) { }")]
    [InlineData("ARG0860: l", "[Action] public static void M(IList<int> l) { }")]
    [InlineData("ARG0860: M", "[Action] public static Func<int> M() => () => 1;")]
    [InlineData("ARG0860: a", "[Action] public static void M(int[,] a) { }")]
    [InlineData("ARG0861: x", "[Action] public static void M(ref int x) { }")]
    [InlineData("ARG0861: x", "[Action] public static void M(out int x) { x = 1; }")]
    [InlineData("ARG0861: x", "[Action] public static void M(in int x) { }")]
    [InlineData("ARG0861: M", "private static int s; [Action] public static ref int M() => ref s;")]
    [InlineData("ARG0862: x", "public sealed class Plain { } [Action] public static void M(Plain[] x) { }")]
    [InlineData("ARG0863: M", "[Action] public static void M<T>(T x) where T : unmanaged { }")]
    [InlineData("ARG0864: ClosedOver(typeof(string))",
        "[Action, ClosedOver(typeof(string))] public static void M<T>(T x) where T : unmanaged { }")]
    [InlineData("ARG0864: ClosedOver(typeof(int))", "[Action, ClosedOver(typeof(int))] public static void M() { }")]
    [InlineData("ARG0865: M", "[Action] public static async void M() => await Task.Yield();")]
    [InlineData("ARG0866: M", "[Action] private static void M() { }")]
    [InlineData("ARG0867: N",
        "[Action(Name = \"a\")] public static void M() { } [Action(Name = \"a\")] public static void N() { }")]
    [InlineData("ARG0868: M", "public struct S { [Action] public void M() { } }")]
    [InlineData("ARG0869: X", "[Archivable] public sealed class A { public int X { get; private set; } }")]
    [InlineData("ARG0869: X", "[Archivable] public sealed class A { public int X { get; } = 1; }")]
    [InlineData("ARG0870: A", "[Archivable] public abstract class A { }")]
    [InlineData("ARG0870: A", "public class B { } [Archivable] public sealed class A : B { }")]
    [InlineData("ARG0871: A", "[Archivable] public sealed class A { public A(int hidden) { } }")]
    [InlineData("ARG0872: Y",
        "[Archivable(Tolerant = true)] public sealed class A { [Member(1)] public int X; [Member(1)] public int Y; }")]
    [InlineData("ARG0873: X", "[Archivable(Tolerant = true)] public sealed class A { public int X; }")]
    [InlineData("ARG0874: M", "public static int M(int x) => x; public static void N(Locality l) { l.Async(M, 1); }")]
    [InlineData("ARG0874: M",
        "[Action] public static int A(int x) => x; public static int M(int x) => x; public static async Task N(Locality l) { await l.Async(M, 1); await l.Async(A, 1); }")]
    public async Task Each_is_found_in_its_place_and_alone(string finding, string members) =>
        (await new Consumer($"public static class Holder {{ {members} }}").FindingsAsync()).ShouldBe([finding]);

    [Fact]
    public async Task What_travels_is_no_finding() => (await new Consumer("""
        public enum Colour { Red }
        public struct Bits { public int A; public double B; }
        public unsafe struct Fixed { public fixed byte F[10]; }
        [Archivable] public sealed class Kept
        {
            private int x;
            [NonSerialized] private readonly object gate = new();
            public int X { get => x; set { lock (gate) x = value; } }
            public event Action? Changed;
            public void Change() => Changed?.Invoke();
        }
        [Archivable] public sealed record Cell(int X, Colour C, Bits B, DateTime T, (int, string)? Pair);
        public interface IShape { }
        public sealed class ShapeSerializer : ISerializer<IShape>
        {
            public void Write(ref ArchiveWriter writer, in IShape value) { }
            public IShape Read(ref ArchiveReader reader) => null!;
        }
        public static class All
        {
            [Action] public static ValueTask<RmaVector<double>> A(RmaVector<double> v, SerializeBuffer<Bits> b, Dictionary<string, List<Cell[]>> d, Memory<int> m, GlobalId g, ActionContext c, CancellationToken t) => new(v);
            [Action] public static void B(IShape shape, string? text, int? n, KeyValuePair<int, Cell> p, HashSet<Guid> h, Remote<string> r, Fixed f, Kept k) { }
        }
        """).FindingsAsync()).ShouldBeEmpty();
}
