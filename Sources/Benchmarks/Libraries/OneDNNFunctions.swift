/// The functions of oneDNN 2's C interface that are called.
struct OneDNNFunctions {
    /// An object of the library.
    typealias Handle = OpaquePointer?
    /// 0 is success.
    typealias Status = Int32
    /// A descriptor: a structure that the library fills in.
    typealias Descriptor = UnsafeMutableRawPointer
    typealias New = UnsafeMutablePointer<Handle>

    typealias MakeEngine = @convention(c) (New, _ kind: Int32, _ index: Int) -> Status
    typealias MakeStream = @convention(c) (New, _ engine: Handle, _ flags: UInt32) -> Status
    typealias Describe =
        @convention(c) (
            Descriptor, _ dimensions: Int32, UnsafePointer<Int64>, _ element: Int32, _ strides: UnsafePointer<Int64>
        ) -> Status
    typealias DescribeByTag =
        @convention(c) (
            Descriptor, _ dimensions: Int32, UnsafePointer<Int64>, _ element: Int32, _ tag: Int32
        ) -> Status
    typealias DescribeMatmul =
        @convention(c) (
            Descriptor, _ source: Descriptor, _ weights: Descriptor, _ bias: Descriptor?, _ result: Descriptor
        ) -> Status
    typealias MakeDescriptor =
        @convention(c) (New, Descriptor, _ attributes: Handle, _ engine: Handle, _ hint: Handle) -> Status
    typealias MakeReorder =
        @convention(c) (
            New, UnsafeRawPointer, _ engine: Handle, UnsafeRawPointer, _ engine: Handle, _ attributes: Handle
        ) -> Status
    typealias Query = @convention(c) (Handle, _ what: Int32, _ index: Int32) -> UnsafeRawPointer?
    typealias Size = @convention(c) (UnsafeRawPointer) -> Int
    typealias MakePrimitive = @convention(c) (New, _ descriptor: Handle) -> Status
    typealias MakeMemory =
        @convention(c) (New, UnsafeRawPointer, _ engine: Handle, UnsafeMutableRawPointer?) -> Status
    typealias Execute = @convention(c) (Handle, _ stream: Handle, _ count: Int32, UnsafeRawPointer) -> Status
    typealias Act = @convention(c) (Handle) -> Status

    let makeEngine: MakeEngine
    let makeStream: MakeStream
    let describe: Describe
    let describeByTag: DescribeByTag
    let describeMatmul: DescribeMatmul
    let makeDescriptor: MakeDescriptor
    let makeReorder: MakeReorder
    let query: Query
    let size: Size
    let makePrimitive: MakePrimitive
    let makeMemory: MakeMemory
    let execute: Execute
    let wait, destroyDescriptor, destroyPrimitive, destroyMemory: Act

    /// Finds them all, or none.
    init?(_ library: DynamicLibrary) {
        func find<Function>(_ name: String) -> Function? { library.function("dnnl_\(name)", as: Function.self) }
        guard let makeEngine: MakeEngine = find("engine_create"), let makeStream: MakeStream = find("stream_create"),
            let describe: Describe = find("memory_desc_init_by_strides"),
            let describeByTag: DescribeByTag = find("memory_desc_init_by_tag"),
            let describeMatmul: DescribeMatmul = find("matmul_desc_init"),
            let makeDescriptor: MakeDescriptor = find("primitive_desc_create"),
            let makeReorder: MakeReorder = find("reorder_primitive_desc_create"),
            let query: Query = find("primitive_desc_query_md"), let size: Size = find("memory_desc_get_size"),
            let makePrimitive: MakePrimitive = find("primitive_create"),
            let makeMemory: MakeMemory = find("memory_create"), let execute: Execute = find("primitive_execute"),
            let wait: Act = find("stream_wait"), let destroyDescriptor: Act = find("primitive_desc_destroy"),
            let destroyPrimitive: Act = find("primitive_destroy"), let destroyMemory: Act = find("memory_destroy")
        else { return nil }
        self.makeEngine = makeEngine
        self.makeStream = makeStream
        self.describe = describe
        self.describeByTag = describeByTag
        self.describeMatmul = describeMatmul
        self.makeDescriptor = makeDescriptor
        self.makeReorder = makeReorder
        self.query = query
        self.size = size
        self.makePrimitive = makePrimitive
        self.makeMemory = makeMemory
        self.execute = execute
        self.wait = wait
        self.destroyDescriptor = destroyDescriptor
        self.destroyPrimitive = destroyPrimitive
        self.destroyMemory = destroyMemory
    }
}
