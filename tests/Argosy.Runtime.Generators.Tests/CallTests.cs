using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Argosy.Runtime.Generators.Tests;

public sealed class CallTests
{
    // All result types together, with equal parameters: C# must distinguish the calls by the method alone.
    private const string Shapes = """
        #nullable disable // as a project without nullable types has it
        public static class Shapes
        {
            [Action] public static void Nothing(int x) { if (x < 0) throw new ArgumentOutOfRangeException(nameof(x)); }
            [Action] public static int Value(int x) => x + 1;
            [Action] public static Task Work(int x) => Task.CompletedTask;
            [Action] public static Task<int> WorkOfValue(int x) => Task.FromResult(x + 2);
            [Action] public static ValueTask Quick(int x) => default(ValueTask);
            [Action] public static ValueTask<int> QuickOfValue(int x) => new ValueTask<int>(x + 3);
            [Action] public static ValueTask<long> Other(int x, ActionContext context, CancellationToken token) => new ValueTask<long>(x);
            [Action(Direct = true)] public static string Text(string a, double b = 2.5, int c = 7) => a + b + c;
            [Action] public static int Many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p, int q, int r) => a + r;
            [Action] public static int None() => 1;

            public static async Task Call(Locality l)
            {
                await l.Async(Nothing, 1);
                int a = await l.Async(Value, 1);
                await l.Async(Work, 1);
                int b = await l.Async(WorkOfValue, 1);
                await l.Async(Quick, 1);
                int c = await l.Async(QuickOfValue, 1, new CallOptions(), CancellationToken.None);
                long d = await l.Async(Other, 1);
                string e = await l.Async(Text, "x");
                string f = await l.Async(Text, "x", 1.5, c: 3);
                int g = await l.Async(Many, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18);
                int h = await l.Async(None);
                await l.Post(Nothing, 1);
                await l.Post(Value, 1);
            }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp9, NullableContextOptions.Disable)]
    [InlineData(LanguageVersion.CSharp9, NullableContextOptions.Enable)]
    [InlineData(LanguageVersion.Latest, NullableContextOptions.Enable)]
    public void Every_shape_of_result_has_its_overload(LanguageVersion version, NullableContextOptions nullable) =>
        new Consumer(Shapes, version, nullable).Generated().ShouldNotBeNull();

    [Theory]
    [InlineData("Nothing", 1, null)]
    [InlineData("Value", 1, 2)]
    [InlineData("Work", 1, null)]
    [InlineData("WorkOfValue", 1, 3)]
    [InlineData("Quick", 1, null)]
    [InlineData("QuickOfValue", 1, 4)]
    public async Task Every_shape_runs(string method, int argument, object? result)
    {
        var name = $"Shapes.{method}(System.Int32)";
        new Consumer(Shapes).Load();
        var action = ActionRegistry.All.First(a => a.Name == name);
        (await RunAsync(action, ValueTuple.Create(argument))).ShouldBe(result ?? default(Unit));
    }

    [Fact]
    public void Arguments_travel_by_their_serializers()
    {
        new Consumer("""
            [Archivable] public sealed record Point(double X, double Y);
            public static class Travels { [Action] public static double Length(Point p, int[] more, string? name) => p.X + p.Y + more.Length; }
            """).Load();
        var action = ActionRegistry.All.First(a => a.Name == "Travels.Length(Point,System.Int32[],System.String)");
        action.GetType().GetGenericArguments()[1].ShouldBe(typeof(double));
        action.GetType().GetGenericArguments()[0].GetGenericArguments()
            .Select(t => t.Name).ShouldBe(["Point", "Int32[]", "String"]);
    }

    [Fact]
    public async Task A_generic_action_is_closed_over_its_types()
    {
        new Consumer("""
            public static class Sum<T> where T : unmanaged
            {
                [Action, ClosedOver(typeof(double), typeof(int)), ClosedOver(typeof(long), typeof(byte))]
                public static int Sizes<U>(T a, U b) where U : unmanaged => System.Runtime.InteropServices.Marshal.SizeOf<T>() * 100 + System.Runtime.InteropServices.Marshal.SizeOf<U>();
                public static ValueTask<int> Call(Locality l) => l.Async(Sum<double>.Sizes<int>, 1.0, 2);
            }
            """).Load();
        var action = ActionRegistry.All.First(
            a => a.Name == "Sum<System.Int64>.Sizes<System.Byte>(System.Int64,System.Byte)");
        (await RunAsync(action, (1L, (byte)1))).ShouldBe(801);
    }

    [Fact]
    public void An_instance_action_is_a_method_of_the_remote_reference() => new Consumer("""
        namespace Work;
        public sealed class Counter
        {
            private int value;
            [Action] public int Add(int by) => value += by;
            [Action] public async Task<int> WaitAsync(CancellationToken token) { await Task.Yield(); return value; }
            [Action] public void Reset() => value = 0;
        }
        public static class Use
        {
            public static async Task<int> Call(Remote<Counter> c) { await c.ResetAsync(); return await c.AddAsync(by: 5) + await c.WaitAsync(); }
        }
        """).Load().ShouldNotBeNull();

    [Fact]
    public void A_librarys_actions_are_called_like_ones_own()
    {
        var library = new Consumer(
            "public static class Library { [Action] public static int Twice(int x) => 2 * x; }").Generated();
        new Consumer("""
            public static class App
            {
                [Action] public static int Thrice(int x) => 3 * x;
                public static async Task<int> Call(Locality l) => await l.Async(Library.Twice, 1) + await l.Async(Thrice, 1);
            }
            """, libraries: library.ToMetadataReference()).Generated().ShouldNotBeNull();
    }

    [Fact]
    public void Authors_may_disagree_about_null() => new Consumer("""
        public static class Nulls
        {
            [Action] public static string A(string? x) => x ?? "";
            [Action] public static string? B(string x) => x;
            public static async Task Call(Locality l) { await l.Async(A, null!); await l.Async(B, ""); }
        }
        """).Generated().ShouldNotBeNull();

    private static async Task<object?> RunAsync<TArguments>(ActionDescriptor action, TArguments arguments)
    {
        var body = (Delegate)action.GetType()
            .GetProperty("Body", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(action)!;
        var pending = body.DynamicInvoke(arguments, default(ActionContext))!;
        var task = (Task)pending.GetType().GetMethod("AsTask")!.Invoke(pending, null)!;
        await task.WaitAsync(Patience.Limit);
        return task.GetType().GetProperty("Result")!.GetValue(task);
    }
}
