using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Hand-written actions in the form of generated code: these tests cover calls only.</summary>
internal static class TestActions
{
    internal static readonly TaskCompletionSource<bool> Forever = new();
    internal static int Posted;

    internal static readonly ActionDescriptor<int, int> Double = Add("Double", true, static (number, _) => new(2 * number));
    internal static readonly ActionDescriptor<int, int> DoublePooled = Add("DoublePooled", false, static (number, _) => new(2 * number));

    internal static readonly ActionDescriptor<int, int> DoubleLater = Add("DoubleLater", false, static async (number, _) =>
    {
        await Task.Yield();
        return 2 * number;
    });

    internal static readonly ActionDescriptor<int, int> Throw = Add(
        "Throw", false, static (number, _) => throw new FormatException($"number {number} is ugly"));

    internal static readonly ActionDescriptor<int, int> UntilCancelled = Add("UntilCancelled", false, static async (number, context) =>
    {
        var cancelled = new TaskCompletionSource<bool>();
        using (context.CancellationToken.Register(() => cancelled.TrySetResult(true)))
            await cancelled.Task;
        Interlocked.Increment(ref Posted);
        context.CancellationToken.ThrowIfCancellationRequested();
        return number;
    });

    internal static readonly ActionDescriptor<int, int> Never = Add("Never", false, static async (number, _) =>
    {
        await Forever.Task;
        return number;
    });

    internal static readonly ActionDescriptor<int, int> Count = Add("Count", true, static (number, _) => new(Interlocked.Add(ref Posted, number)));

    internal static readonly ActionDescriptor<int, int> Caller = Add("Caller", true, static (_, context) => new(context.Caller.Id));

    /// <summary>Calls back as often as the number says.</summary>
    internal static readonly ActionDescriptor<int, int> Bounce = Add("Bounce", false, static async (number, context) =>
        number == 0 ? 0 : 1 + await context.Caller.CallAsync(Bounce!, number - 1));

    internal static readonly ActionDescriptor<GlobalId, int> Bump = new(
        "Tests.Bump", false, new IdSerializer(), new IntSerializer(), static (id, context) =>
        {
            using var held = context.Hold<Counter>(id);
            return new(++held.Value.Number);
        });

    internal static readonly ActionDescriptor<int, Remote<Counter>?> Create = new(
        "Tests.Create", false, new IntSerializer(), new RemoteSerializer<Counter>(),
        static (number, context) => new(context.Cluster.Register(new Counter { Number = number })));

    internal static readonly ActionDescriptor<Remote<Counter>?, int> BumpByReference = new(
        "Tests.BumpByReference", false, new RemoteSerializer<Counter>(), new IntSerializer(), static async (counter, _) =>
        {
            using (counter)
                return await counter!.CallAsync(Bump, counter.Id);
        });

#pragma warning disable CA2255 // As generated code does it.
    [ModuleInitializer]
    internal static void Register()
    {
        foreach (var action in (ActionDescriptor[])[Double, DoublePooled, DoubleLater, Throw, UntilCancelled, Never, Count, Caller, Bounce, Bump, Create, BumpByReference])
            ActionRegistry.Register(action);
        Serializers.Register(new CounterSerializer());
    }
#pragma warning restore CA2255

    private static ActionDescriptor<int, int> Add(string name, bool direct, Func<int, ActionContext, ValueTask<int>> body) =>
        new($"Tests.{name}", direct, new IntSerializer(), new IntSerializer(), body);

    internal sealed class Counter : IDisposable
    {
        internal int Number;
        internal static int Disposed;

        public void Dispose() => Interlocked.Increment(ref Disposed);
    }

    internal sealed class IntSerializer : ISerializer<int>
    {
        public void Write(ref ArchiveWriter writer, in int value) => writer.WriteUnmanaged(value);

        public int Read(ref ArchiveReader reader) => reader.ReadUnmanaged<int>();
    }

    private sealed class CounterSerializer : ISerializer<Counter>
    {
        public void Write(ref ArchiveWriter writer, in Counter value) => writer.WriteUnmanaged(value.Number);

        public Counter Read(ref ArchiveReader reader) => new() { Number = reader.ReadUnmanaged<int>() };
    }

    private sealed class IdSerializer : ISerializer<GlobalId>
    {
        public void Write(ref ArchiveWriter writer, in GlobalId value) => writer.WriteUnmanaged(value);

        public GlobalId Read(ref ArchiveReader reader) => reader.ReadUnmanaged<GlobalId>();
    }
}
