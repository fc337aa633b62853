using System.Runtime.CompilerServices;

namespace Argosy.Runtime.Tests.Calls;

/// <summary>Hand-written actions in the form of generated code: these tests cover calls only.</summary>
internal static class TestActions
{
    internal static readonly TaskCompletionSource<bool> s_forever =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    internal static int s_posted;

    internal static readonly ActionDescriptor<int, int> s_double =
        Add("Double", true, static (number, _) => new(2 * number));
    internal static readonly ActionDescriptor<int, int> s_doublePooled =
        Add("DoublePooled", false, static (number, _) => new(2 * number));

    internal static readonly ActionDescriptor<int, int> s_doubleLater = Add(
        "DoubleLater", false, static async (number, _) =>
        {
            await Task.Yield();
            return 2 * number;
        });

    internal static readonly ActionDescriptor<int, int> s_throw = Add(
        "Throw", false, static (number, _) => throw new FormatException($"number {number} is ugly"));

    internal static readonly ActionDescriptor<int, int> s_untilCancelled = Add(
        "UntilCancelled", false, static async (number, context) =>
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (context.CancellationToken.Register(() => cancelled.TrySetResult(true)))
                await cancelled.Task;
            Interlocked.Increment(ref s_posted);
            context.CancellationToken.ThrowIfCancellationRequested();
            return number;
        });

    internal static readonly ActionDescriptor<int, int> s_never = Add("Never", false, static async (number, _) =>
    {
        await s_forever.Task;
        return number;
    });

    internal static readonly ActionDescriptor<int, int> s_count = Add(
        "Count", true, static (number, _) => new(Interlocked.Add(ref s_posted, number)));

    internal static readonly ActionDescriptor<int, int> s_caller =
        Add("Caller", true, static (_, context) => new(context.Caller.Id));

    /// <summary>Calls back as often as the number says.</summary>
    internal static readonly ActionDescriptor<int, int> s_bounce = Add(
        "Bounce", false, static async (number, context) =>
            number == 0 ? 0 : 1 + await context.Caller.CallAsync(s_bounce!, number - 1));

    internal static readonly ActionDescriptor<GlobalId, int> s_bump = new(
        "Tests.Bump", false, new IdSerializer(), new IntSerializer(), static (id, context) =>
        {
            using var held = context.Hold<Counter>(id);
            return new(++held.Value._number);
        });

    internal static readonly ActionDescriptor<int, Remote<Counter>?> s_create = new(
        "Tests.Create", false, new IntSerializer(), new RemoteSerializer<Counter>(),
        static (number, context) => new(context.Cluster.Register(new Counter { _number = number })));

    internal static readonly ActionDescriptor<Remote<Counter>?, int> s_bumpByReference = new(
        "Tests.BumpByReference", false, new RemoteSerializer<Counter>(), new IntSerializer(),
        static async (counter, _) =>
        {
            using (counter)
                return await counter!.CallAsync(s_bump, counter.Id);
        });

    /// <summary>An action of the object that moves the object itself.</summary>
    internal static readonly ActionDescriptor<Remote<Counter>?, int> s_moveItself = new(
        "Tests.MoveItself", false, new RemoteSerializer<Counter>(), new IntSerializer(),
        static async (counter, context) =>
        {
            using var held = context.Hold<Counter>(counter!.Id);
            await counter.MoveAsync(context.Caller);
            return 0;
        });
#pragma warning disable CA2255 // As generated code does it.
    [ModuleInitializer]
    internal static void Register()
    {
        foreach (var action in (ActionDescriptor[])
        [
            s_double, s_doublePooled, s_doubleLater, s_throw, s_untilCancelled, s_never, s_count, s_caller, s_bounce,
            s_bump, s_create, s_bumpByReference, s_moveItself
        ])
            ActionRegistry.Register(action);
        Serializers.Register(new CounterSerializer());
    }
#pragma warning restore CA2255

    private static ActionDescriptor<int, int> Add(
        string name, bool direct, Func<int, ActionContext, ValueTask<int>> body) =>
        new($"Tests.{name}", direct, new IntSerializer(), new IntSerializer(), body);

    internal sealed class Counter : IDisposable
    {
        internal int _number;
        internal static int s_disposed;

        public void Dispose() => Interlocked.Increment(ref s_disposed);
    }

    internal sealed class IntSerializer : ISerializer<int>
    {
        public void Write(ref ArchiveWriter writer, in int value) => writer.WriteUnmanaged(value);

        public int Read(ref ArchiveReader reader) => reader.ReadUnmanaged<int>();
    }

    private sealed class CounterSerializer : ISerializer<Counter>
    {
        public void Write(ref ArchiveWriter writer, in Counter value) => writer.WriteUnmanaged(value._number);

        public Counter Read(ref ArchiveReader reader) => new() { _number = reader.ReadUnmanaged<int>() };
    }

    private sealed class IdSerializer : ISerializer<GlobalId>
    {
        public void Write(ref ArchiveWriter writer, in GlobalId value) => writer.WriteUnmanaged(value);

        public GlobalId Read(ref ArchiveReader reader) => reader.ReadUnmanaged<GlobalId>();
    }
}
