using System.Globalization;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Network;

/// <summary>Answers one caller: negotiates, then C-ECHO and C-STORE until the caller is done.</summary>
internal sealed class AssociationServer(PduChannel channel, DicomSelf self, StoreProviderSettings settings, IStoreTarget target)
{
    // Result, source and reason of a rejection [DICOM, PS3.8 section 9.3.4].
    private static readonly byte[] CallingTitleUnknown = [0, 1, 1, 3];
    private static readonly byte[] CalledTitleUnknown = [0, 1, 1, 7];
    private static readonly byte[] NoReason = [0, 1, 1, 1];
    private static readonly byte[] LimitReached = [0, 2, 3, 2];

    /// <summary>Serves the caller to its end.</summary>
    /// <param name="isFull">Counts the caller as one more association; whether there are too many.</param>
    /// <param name="begin">Ends the wait for the caller's request.</param>
    /// <param name="cancellation">Ends everything.</param>
    /// <exception cref="PeerException">The caller broke the protocol or the connection.</exception>
    internal async Task ServeAsync(Func<bool> isFull, CancellationToken begin, CancellationToken cancellation)
    {
        var first = await channel.ReadAsync(begin);
        if (first.Type != PduType.AssociateRequest) throw new PeerException($"{channel.Peer} began with {first.Type} instead of a request for an association.", isTransient: false);
        var request = AssociatePdu.Decode(first.Body, channel.Peer);
        if (Refusal(request, isFull) is { } refusal)
        {
            await channel.WriteAsync(PduType.AssociateReject, refusal.Body, cancellation);
            throw new PeerException($"{channel.Peer} was refused: {refusal.Why}.", isTransient: false);
        }

        var answers = request.Proposed.DistinctBy(context => context.Id).Select(Answer).ToList();
        var accept = new AssociatePdu { CalledAe = request.CalledAe, CallingAe = request.CallingAe, Accepted = answers };
        await channel.WriteAsync(PduType.AssociateAccept, accept.Encode(DicomUids.ImplementationClass), cancellation);
        var contexts = request.Proposed.DistinctBy(context => context.Id).Zip(answers).Where(pair => pair.Second.Result == AcceptedContext.Accepted)
            .ToDictionary(pair => pair.First.Id, pair => (pair.First.AbstractSyntax, pair.Second.TransferSyntax));
        await using var association = new Association(channel, contexts, request.MaximumLength);
        while (await association.ReceiveAsync(cancellation) is { } message) await AnswerAsync(association, message.Context, message.Command, request.CallingAe, cancellation);
    }

    private (byte[] Body, string Why)? Refusal(AssociatePdu request, Func<bool> isFull)
    {
        if (request.CalledAe != self.AeTitle) return (CalledTitleUnknown, $"it calls '{request.CalledAe}', and this is '{self.AeTitle}'");
        if (settings.Callers.Count > 0 && !settings.Callers.Contains(request.CallingAe)) return (CallingTitleUnknown, $"its title '{request.CallingAe}' is not on the list of callers");
        if (!Association.IsUsable(request.MaximumLength)) return (NoReason, string.Create(CultureInfo.InvariantCulture, $"it takes protocol data units of {request.MaximumLength} bytes at most"));
        return isFull() ? (LimitReached, $"{settings.MostAssociations} associations are open already") : null;
    }

    private static AcceptedContext Answer(PresentationContext proposal)
    {
        var isVerification = proposal.AbstractSyntax == DicomUids.Verification;
        if (!isVerification && StorageClasses.PrefixOf(proposal.AbstractSyntax) is null)
            return new AcceptedContext(proposal.Id, AcceptedContext.AbstractSyntaxNotSupported, DicomUids.ImplicitVrLittleEndian);
        var syntax = (isVerification ? DataSetCoding.Uncompressed : StorageClasses.Syntaxes).FirstOrDefault(proposal.TransferSyntaxes.Contains);
        return syntax is null ? new AcceptedContext(proposal.Id, AcceptedContext.TransferSyntaxesNotSupported, DicomUids.ImplicitVrLittleEndian)
            : new AcceptedContext(proposal.Id, AcceptedContext.Accepted, syntax);
    }

    private async Task AnswerAsync(Association association, byte context, CommandSet command, string callingAe, CancellationToken cancellation)
    {
        var (abstractSyntax, transferSyntax) = association.Contexts[context];
        Task ReceiveAsync(Stream sink) => command.HasDataSet ? association.ReceiveDataAsync(context, sink, settings.LongestObject, cancellation) : Task.CompletedTask;
        ushort status;
        switch (command.Number(CommandSet.CommandField))
        {
            case CommandSet.EchoRequest:
                await ReceiveAsync(Stream.Null);
                status = StoreStatus.Success;
                break;
            case CommandSet.StoreRequest when !command.HasDataSet || command.Text(CommandSet.AffectedSopClassUid) != abstractSyntax:
                await ReceiveAsync(Stream.Null);
                status = StoreStatus.DataSetDoesNotMatch;
                break;
            case CommandSet.StoreRequest:
                var header = new Part10Header(abstractSyntax, command.Text(CommandSet.AffectedSopInstanceUid), transferSyntax, 0);
                status = await target.StoreAsync(header, callingAe, ReceiveAsync);
                break;
            default:
                await ReceiveAsync(Stream.Null);
                status = StoreStatus.UnrecognizedOperation;
                break;
        }

        var answer = CommandSet.Answer(command, status);
        if (command.Text(CommandSet.AffectedSopInstanceUid) is { Length: > 0 } uid) answer.Set(CommandSet.AffectedSopInstanceUid, uid);
        await association.SendAsync(context, answer, null, cancellation);
    }
}
