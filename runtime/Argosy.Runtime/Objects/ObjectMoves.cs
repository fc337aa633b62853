namespace Argosy.Runtime;

/// <summary>Moves objects of one type: two actions for each type with a registered serializer.</summary>
internal static class ObjectMoves
{
    /// <summary>Makes a type's objects movable; called when its serializer is registered.</summary>
    internal static void Prepare<T>()
    {
        ActionRegistry.Register(MoveOf<T>());
        ActionRegistry.Register(Actions<T>.s_install);
    }

    /// <summary>Asks the object's locality to move it to locality <see cref="ObjectMessage.Number"/>.</summary>
    internal static ActionDescriptor<ObjectMessage, Unit> MoveOf<T>() => Actions<T>.s_move;

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
                await hosted.BeginLeaving().ConfigureAwait(false);
                await cluster[target].CallAsync(s_install, new MovedObject<T>(message.Id, (T)hosted.Value))
                    .ConfigureAwait(false);
                cluster.Objects.Remove(message.Id, target);
                place = target;
                (hosted.Value as IDisposable)?.Dispose(); // its state lives on over there
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
