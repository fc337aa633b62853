namespace Argosy.Runtime;

/// <summary>Moves objects of one type: two actions for each type with a registered serializer.</summary>
internal static class ObjectMoves
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Makes a type's objects movable; called when its serializer is registered.</summary>
    internal static void Prepare<T>()
    {
        ActionRegistry.Register(MoveOf<T>());
        ActionRegistry.Register(Actions<T>.s_install);
    }

    /// <summary>Asks the object's locality to move it to locality <see cref="ObjectMessage.Number"/>.</summary>
    internal static ActionDescriptor<ObjectMessage, Unit> MoveOf<T>() => Actions<T>.s_move;

    /// <summary>Whether objects of the type can be moved.</summary>
    internal static bool CanMove<T>() => ActionRegistry.Find(Actions<T>.s_move.Id) is not null;

    private readonly record struct MovedObject<T>(GlobalId Id, T Value);

    private sealed class MovedObjectSerializer<T> : ISerializer<MovedObject<T>>
    {
        public void Write(ref ArchiveWriter writer, in MovedObject<T> value)
        {
            new ObjectMessage(value.Id, 0).Write(ref writer);
            Serializers.For<T>().Write(ref writer, value.Value);
        }

        public MovedObject<T> Read(ref ArchiveReader reader) =>
            new(ObjectMessage.Read(ref reader).Id, Serializers.For<T>().Read(ref reader));
    }

    // An action that waits for its own object's move, in a way that HeldObjects can't see, would wait for ever.
    private static async Task EndActionsAsync(HostedObject hosted, GlobalId id)
    {
        var ended = hosted.BeginLeaving();
        using var limit = new CancellationTokenSource();
        if (await Task.WhenAny(ended, Task.Delay(s_longest, limit.Token)).ConfigureAwait(false) != ended)
            throw new InvalidOperationException(
                $"ARG0849 object {id} can't be moved: an action of it has run for {s_longest.TotalSeconds:0} s since. "
                + "Move it when its actions end soon, and not from within one of them.");
        limit.Cancel();
    }

    private static class Actions<T>
    {
        internal static readonly ActionDescriptor<ObjectMessage, Unit> s_move = new(
            $"Argosy.Runtime.Objects.Move<{typeof(T)}>", false, new ObjectMessage.Serializer(),
            new UnitSerializer(), MoveAsync);

        internal static readonly ActionDescriptor<MovedObject<T>, Unit> s_install = new(
            $"Argosy.Runtime.Objects.Install<{typeof(T)}>", true, new MovedObjectSerializer<T>(), new UnitSerializer(),
            InstallHere);

        private static ValueTask<Unit> InstallHere(MovedObject<T> moved, ActionContext context)
        {
            context.KeepArguments();
            context.Cluster.Objects.Install(moved.Id, moved.Value!);
            return default;
        }

        private static async ValueTask<Unit> MoveAsync(ObjectMessage message, ActionContext context)
        {
            var cluster = context.Cluster;
            var target = (int)message.Number;
            cluster.RequireMember(target);
            var hosted = cluster.Objects.Hosted(message.Id);
            if (target == cluster.Here.Id)
                return default;
            var home = cluster[message.Id.Home];
            var place = (int)await home.CallAsync(ObjectActions.BeginMove, message).ConfigureAwait(false);
            try
            {
                if (place != cluster.Here.Id)
                    throw new ObjectElsewhereException($"another call has moved {message.Id}");
                await EndActionsAsync(hosted, message.Id).ConfigureAwait(false);
                await cluster[target].CallAsync(s_install, new MovedObject<T>(message.Id, (T)hosted.Value))
                    .ConfigureAwait(false);
                cluster.Objects.Remove(message.Id, target);
                place = target;
                if (hosted.Value is IDisposable owned)
                    Listener.Dispose("a moved object's former place", owned); // its state lives on over there
            }
            finally
            {
                if (place == cluster.Here.Id)
                    hosted.Stay();
                await home.CallAsync(ObjectActions.EndMove, new ObjectMessage(message.Id, place)).ConfigureAwait(false);
            }
            return default;
        }
    }
}
