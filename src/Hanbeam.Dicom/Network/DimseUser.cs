using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>
/// Asks another system over DIMSE: C-ECHO, C-STORE, C-FIND and C-MOVE as user [DICOM, PS3.4 annexes A, B and C]. What nothing answers is tried again as often
/// as the node allows; every wait ends at the node's time limit or with the cancellation.
/// </summary>
public sealed class DimseUser
{
    // 128 contexts fit the odd identifiers of one association, and a class takes two.
    private const int MostClasses = 50;

    // An answer to a query is a few hundred bytes.
    private const long LongestIdentifier = 1 << 20;

    // More than anybody reads; a question this wide has a wrong key.
    private const int MostMatches = 10_000;

    // The other system sends every object before it answers the move.
    private const int MovePatience = 20;

    // An association of one question.
    private const ushort FirstMessage = 1;

    private readonly DicomNode node;
    private readonly DicomSelf self;

    /// <summary>Names the two ends.</summary>
    /// <param name="node">Whom to ask.</param>
    /// <param name="self">Who asks.</param>
    /// <exception cref="InputException">The node has no host or no title, or a title is longer than 16 characters.</exception>
    public DimseUser(DicomNode node, DicomSelf self)
    {
        if (node.Host.Length == 0 || node.AeTitle.Length == 0) throw new InputException($"The node {node.Name} has no host or no application entity title, so it cannot be reached by DIMSE.");
        foreach (var title in new[] { node.AeTitle, self.AeTitle })
        {
            if (title.Length is 0 or > 16 || title.Any(c => c is < ' ' or > '~' or '\\')) throw new InputException($"'{title}' is no application entity title: 1 to 16 ASCII characters without a backslash.");
        }

        this.node = node;
        this.self = self;
    }

    /// <summary>Asks whether the node is there and speaks DICOM with us (C-ECHO).</summary>
    /// <exception cref="InputException">It is not, or it refuses.</exception>
    public Task EchoAsync(CancellationToken cancellation) => Retry.RunAsync(node.Retries, async () =>
    {
        await using var association = await AssociationRequester.OpenAsync(node, self, [(DicomUids.Verification, DataSetCoding.Uncompressed)], cancellation);
        var context = ContextFor(association, DicomUids.Verification);
        await association.SendAsync(context, CommandSet.Request(CommandSet.EchoRequest, DicomUids.Verification, FirstMessage, hasDataSet: false), null, cancellation);
        var status = (await AnswerAsync(association, context, CommandSet.EchoRequest, FirstMessage, cancellation)).Number(CommandSet.Status);
        await association.ReleaseAsync(cancellation);
        return status == StoreStatus.Success ? status : throw Failed(association.Peer, "C-ECHO", status, "");
    }, cancellation);

    /// <summary>Stores files with the node (C-STORE). Uncompressed objects are sent in either little endian encoding, compressed ones as they are.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <returns>One entry per file, in their order.</returns>
    /// <exception cref="InputException">The node cannot be reached or refuses the association.</exception>
    public async Task<IReadOnlyList<SentObject>> SendAsync(IReadOnlyList<string> paths, WorkContext context)
    {
        var outcome = new SentObject?[paths.Count];
        var pending = new List<(int Index, Part10Header Header)>();
        for (var n = 0; n < paths.Count; n++)
        {
            if (Part10Header.Read(paths[n]) is { } header) pending.Add((n, header));
            else outcome[n] = new SentObject(paths[n], "", false, "this is no DICOM file");
        }

        var classes = pending.GroupBy(entry => ProposalOf(entry.Header)).Chunk(MostClasses);
        foreach (var chunk in classes)
        {
            var left = chunk.SelectMany(group => group).ToList();
            // Each encoding in a context of its own, so that a peer that takes both lets every file go as it is.
            List<(string, IReadOnlyList<string>)> proposals = [.. chunk.SelectMany(group => (group.Key.Syntax.Length > 0 ? [group.Key.Syntax] : DataSetCoding.Uncompressed).Select(syntax => (group.Key.SopClass, (IReadOnlyList<string>)[syntax])))];
            await Retry.RunAsync(node.Retries, async () =>
            {
                await using var association = await AssociationRequester.OpenAsync(node, self, proposals, context.Cancellation);
                while (left.Count > 0)
                {
                    var (index, header) = left[0];
                    context.Report("sending", (double)outcome.Count(entry => entry is not null) / paths.Count, Path.GetFileName(paths[index]));
                    outcome[index] = await StoreAsync(association, paths[index], header, (ushort)(1 + index % ushort.MaxValue), context.Cancellation);
                    left.RemoveAt(0);
                }

                await association.ReleaseAsync(context.Cancellation);
                return true;
            }, context.Cancellation);
        }

        return [.. outcome.Select(entry => entry!)];
    }

    /// <summary>Looks for studies, series or objects (C-FIND, study root).</summary>
    /// <exception cref="InputException">The node cannot be reached, refuses, or has more than 10 000 matches.</exception>
    public Task<IReadOnlyList<DicomMatch>> FindAsync(DicomQuery query, CancellationToken cancellation)
    {
        QueryKeys.Check(query, isMove: false);
        return Retry.RunAsync<IReadOnlyList<DicomMatch>>(node.Retries, async () =>
        {
            await using var association = await AssociationRequester.OpenAsync(node, self, [(DicomUids.StudyRootFind, DataSetCoding.Uncompressed)], cancellation);
            var context = ContextFor(association, DicomUids.StudyRootFind);
            await SendIdentifierAsync(association, context, CommandSet.Request(CommandSet.FindRequest, DicomUids.StudyRootFind, FirstMessage, hasDataSet: true), QueryKeys.Find(query), cancellation);
            var matches = new List<DicomMatch>();
            while (true)
            {
                var answer = await AnswerAsync(association, context, CommandSet.FindRequest, FirstMessage, cancellation);
                var status = answer.Number(CommandSet.Status);
                var set = answer.HasDataSet ? await ReceiveIdentifierAsync(association, context, cancellation) : null;
                if (status is not (StoreStatus.Pending or StoreStatus.PendingWithWarning))
                {
                    await association.ReleaseAsync(cancellation);
                    return status == StoreStatus.Success ? matches : throw Failed(association.Peer, "C-FIND", status, answer.Text(CommandSet.ErrorComment));
                }

                if (set is not null) matches.Add(QueryKeys.Match(set));
                if (matches.Count > MostMatches) throw new PeerException($"{association.Peer} has more than {MostMatches} matches; ask for less.", isTransient: false);
            }
        }, cancellation);
    }

    /// <summary>Has the node send a study, series or object to a title that it knows (C-MOVE, study root); who listens there receives it.</summary>
    /// <param name="query">Level and UIDs.</param>
    /// <param name="destination">Application entity title of the receiver.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <exception cref="InputException">The node cannot be reached, refuses, or does not know the destination.</exception>
    public Task<MovedObjects> MoveAsync(DicomQuery query, string destination, WorkContext context)
    {
        QueryKeys.Check(query, isMove: true);
        return Retry.RunAsync(node.Retries, async () =>
        {
            var patient = node with { Timeout = node.Timeout * MovePatience };
            await using var association = await AssociationRequester.OpenAsync(patient, self, [(DicomUids.StudyRootMove, DataSetCoding.Uncompressed)], context.Cancellation);
            var id = ContextFor(association, DicomUids.StudyRootMove);
            var command = CommandSet.Request(CommandSet.MoveRequest, DicomUids.StudyRootMove, FirstMessage, hasDataSet: true);
            command.Set(CommandSet.MoveDestination, destination);
            await SendIdentifierAsync(association, id, command, QueryKeys.Move(query), context.Cancellation);
            while (true)
            {
                var answer = await AnswerAsync(association, id, CommandSet.MoveRequest, FirstMessage, context.Cancellation);
                if (answer.HasDataSet) await association.ReceiveDataAsync(id, Stream.Null, LongestIdentifier, context.Cancellation);
                var moved = new MovedObjects(answer.Number(CommandSet.NumberOfCompletedSuboperations), answer.Number(CommandSet.NumberOfFailedSuboperations), answer.Number(CommandSet.NumberOfWarningSuboperations));
                var status = answer.Number(CommandSet.Status);
                if (status == StoreStatus.Pending)
                {
                    var done = moved.Completed + moved.Failed + moved.Warned;
                    context.Report("fetching", (double)done / Math.Max(1, done + answer.Number(CommandSet.NumberOfRemainingSuboperations)));
                    continue;
                }

                await association.ReleaseAsync(context.Cancellation);
                return status == StoreStatus.Success || (status & 0xF000) == 0xB000 ? moved : throw Failed(association.Peer, "C-MOVE", status, answer.Text(CommandSet.ErrorComment));
            }
        }, context.Cancellation);
    }

    // One context per class for what can be recoded, and one per class and encoding for what cannot.
    private static (string SopClass, string Syntax) ProposalOf(Part10Header header) => (header.SopClassUid, IsRecodable(header.TransferSyntaxUid) ? "" : header.TransferSyntaxUid);

    private static bool IsRecodable(string syntax) =>
        DataSetCoding.Uncompressed.Contains(syntax) || syntax is DicomUids.ExplicitVrBigEndian or DicomUids.DeflatedExplicitVrLittleEndian;

    private static async Task<SentObject> StoreAsync(Association association, string path, Part10Header header, ushort messageId, CancellationToken cancellation)
    {
        var contexts = association.Contexts.Where(entry => entry.Value.AbstractSyntax == header.SopClassUid).ToList();
        var exact = contexts.Where(entry => entry.Value.TransferSyntax == header.TransferSyntaxUid).ToList();
        if (exact.Count == 0 && (contexts.Count == 0 || !IsRecodable(header.TransferSyntaxUid)))
            return new SentObject(path, header.SopInstanceUid, false, $"{association.Peer} does not take objects of the class {header.SopClassUid} in the encoding {header.TransferSyntaxUid}");
        var (id, (_, syntax)) = exact.Count > 0 ? exact[0] : contexts.First(entry => DataSetCoding.Uncompressed.Contains(entry.Value.TransferSyntax));
        await using var data = exact.Count > 0 ? OpenData(path, header) : DataSetCoding.Encode(DicomFile.Read(path).DataSet, syntax);
        var command = CommandSet.Request(CommandSet.StoreRequest, header.SopClassUid, messageId, hasDataSet: true);
        command.Set(CommandSet.Priority, 0);
        command.Set(CommandSet.AffectedSopInstanceUid, header.SopInstanceUid);
        await association.SendAsync(id, command, data, cancellation);
        var answer = await AnswerAsync(association, id, CommandSet.StoreRequest, messageId, cancellation);
        var status = answer.Number(CommandSet.Status);
        return new SentObject(path, header.SopInstanceUid, StoreStatus.IsStored(status), StoreStatus.Words(status, answer.Text(CommandSet.ErrorComment)));
    }

    private static Stream OpenData(string path, Part10Header header)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            stream.Seek(header.DataOffset, SeekOrigin.Begin);
            return stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    private static byte ContextFor(Association association, string sopClass)
    {
        foreach (var (id, context) in association.Contexts)
            if (context.AbstractSyntax == sopClass) return id;
        throw new PeerException($"{association.Peer} does not offer the service {sopClass} to us.", isTransient: false);
    }

    private static async Task SendIdentifierAsync(Association association, byte context, CommandSet command, DicomDataSet identifier, CancellationToken cancellation)
    {
        command.Set(CommandSet.Priority, 0);
        await using var data = DataSetCoding.Encode(identifier, association.Contexts[context].TransferSyntax);
        await association.SendAsync(context, command, data, cancellation);
    }

    private static async Task<DicomDataSet> ReceiveIdentifierAsync(Association association, byte context, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await association.ReceiveDataAsync(context, bytes, LongestIdentifier, cancellation);
        return DataSetCoding.Decode(bytes.ToArray(), association.Contexts[context].TransferSyntax, association.Peer);
    }

    private static async Task<CommandSet> AnswerAsync(Association association, byte context, ushort request, ushort messageId, CancellationToken cancellation)
    {
        if (await association.ReceiveAsync(cancellation) is not { } message) throw new PeerException($"{association.Peer} ended the association before it answered.", isTransient: true);
        var (field, answered) = (message.Command.Number(CommandSet.CommandField), message.Command.Number(CommandSet.MessageIdBeingRespondedTo));
        if (field != (request | CommandSet.Response)) throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{association.Peer} answers with the command {field:X4}, which is no answer to {request:X4}."), isTransient: false);
        if (answered != messageId || message.Context != context)
            throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{association.Peer} answers the message {answered} of context {message.Context} where {messageId} of context {context} was asked."), isTransient: false);
        return message.Command;
    }

    private static PeerException Failed(string peer, string operation, ushort status, string comment) => new($"{peer}: {operation}: {StoreStatus.Words(status, comment)}.", isTransient: false);
}
