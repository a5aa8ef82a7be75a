//! One kernel on every device there is: right numbers, and evidence that they were made there.

use std::time::Duration;

use device::{
    DeviceError, DeviceKind, Gpu,
    cuda::{Architecture, Cuda, CudaOptions, MultiplyAdd, Shape, compile_ptx, probe},
    testing, validate_wgsl,
};

const WGSL: &str = "
    @group(0) @binding(0) var<uniform> scale: vec4<u32>;
    @group(0) @binding(1) var<storage, read> values: array<u32>;
    @group(0) @binding(2) var<storage, read_write> scaled: array<u32>;
    @compute @workgroup_size(1)
    fn multiply(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
        let number = group.y * groups.x + group.x;
        if (number < arrayLength(&values)) { scaled[number] += values[number] * scale.x; }
    }";

const CUDA: &str = r#"
    extern "C" __global__ void multiply(unsigned int scale, const unsigned int* values, unsigned int* scaled,
                                        unsigned int count) {
        unsigned int number = blockIdx.x * blockDim.x + threadIdx.x;
        if (number < count) scaled[number] += values[number] * scale;
    }"#;

/// More workgroups than one dimension holds.
const COUNT: u32 = 70_001;

#[test]
fn every_gpu_computes_and_proves_it() {
    validate_wgsl(WGSL, &["multiply"]).unwrap();
    let gpus = match Gpu::all() {
        Ok(gpus) => gpus,
        Err(unavailable) => {
            assert!(std::env::var_os("TOUCHSTONE_EXPECT_VULKAN").is_none(), "{unavailable}");
            testing::skip(&unavailable);
            return;
        }
    };
    let values: Vec<u32> = (0..COUNT).collect();
    for gpu in gpus {
        let gpu = gpu.unwrap();
        let kernel = gpu.kernel(WGSL, "multiply").unwrap();
        let mut launch = gpu.launch();
        let scale = launch.uniform(&[3_u32, 0, 0, 0]).unwrap();
        let input = launch.upload(&values).unwrap();
        let output = launch.zeros::<u32>(values.len()).unwrap();
        for _ in 0..2 {
            launch.dispatch(&kernel, &[scale.bind(), input.bind(), output.bind()], u64::from(COUNT)).unwrap();
        }
        let once_more = launch.download(&output).unwrap();
        launch.dispatch(&kernel, &[scale.bind(), input.bind(), output.bind()], u64::from(COUNT)).unwrap();
        let all = launch.download(&output).unwrap();
        let evidence = launch.finish().unwrap();
        assert!((0..COUNT).all(|number| once_more[number as usize] == 6 * number), "{evidence:?}");
        assert!((0..COUNT).all(|number| all[number as usize] == 9 * number), "{evidence:?}");
        assert_eq!(evidence.dispatches, 3);
        assert_eq!(evidence.bytes_up, 16 + u64::from(COUNT) * 4);
        assert_eq!(evidence.bytes_down, 2 * u64::from(COUNT) * 4);
        assert_eq!(evidence.device_ns.is_some(), gpu.has_clock());
        assert!(evidence.device_ns.is_none_or(|ns| ns > 0), "{evidence:?}");
        if evidence.device.contains("llvmpipe") {
            assert_eq!(gpu.kind(), DeviceKind::Cpu, "a software driver is no GPU");
        }
        eprintln!("ran on {evidence:?}");
    }
}

#[test]
fn a_gpu_refuses_in_words_what_it_cannot_do() {
    let Ok(gpu) = Gpu::open() else { return };
    let kernel = gpu.kernel(WGSL, "multiply").unwrap();
    let mut launch = gpu.launch();
    let values = launch.upload(&[1_u32, 2]).unwrap();
    let missing = launch.dispatch(&kernel, &[values.bind()], 1).unwrap_err();
    assert!(missing.to_string().starts_with("binding the arguments of `multiply` failed"), "{missing}");
    let wrong = gpu.kernel("fn main() { undefined(); }", "main").unwrap_err();
    assert!(matches!(wrong, DeviceError::Compile { .. }), "{wrong}");
    let limit = gpu.limits().max_storage_buffer_binding_size.min(gpu.limits().max_buffer_size);
    let large = launch.zeros::<u32>((limit / 4 + 1) as usize).unwrap_err();
    assert!(matches!(large, DeviceError::TooLarge { .. }), "{large}");
    assert!(launch.download(&values).unwrap() == [1, 2], "errors leave the launch usable");
}

#[test]
fn a_gpu_that_takes_too_long_is_given_up() {
    let Ok(gpu) = Gpu::open() else { return };
    let endless = "
        @group(0) @binding(0) var<storage, read_write> values: array<u32>;
        @compute @workgroup_size(64)
        fn spin(@builtin(global_invocation_id) id: vec3<u32>) {
            for (var i = 0u; i < 20000u; i++) { values[id.x] = values[id.x] * 3u + i; }
        }";
    let gpu = gpu.with_timeout(Duration::from_nanos(1));
    let kernel = gpu.kernel(endless, "spin").unwrap();
    let mut launch = gpu.launch();
    let values = launch.zeros::<u32>(64 * 64).unwrap();
    launch.dispatch(&kernel, &[values.bind()], 64).unwrap();
    assert_eq!(launch.download(&values), Err(DeviceError::Timeout(Duration::from_nanos(1))));
}

#[test]
fn cuda_compiles_where_there_is_a_compiler() {
    let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add: MultiplyAdd::Separate };
    if let Err(unavailable) = &probe().compiler {
        assert!(std::env::var_os("TOUCHSTONE_EXPECT_NVRTC").is_none(), "{unavailable}");
        testing::skip(unavailable);
        let refused = compile_ptx(CUDA, "multiply", options).unwrap_err();
        assert_eq!(refused, DeviceError::Unavailable(unavailable.clone()));
        return;
    }
    let ptx = compile_ptx(CUDA, "multiply", options).unwrap();
    assert!(ptx.text().contains(".entry multiply") && ptx.text().contains("sm_75"), "{}", ptx.text());
    assert_eq!(ptx.options().to_string(), "compute_75, fmad false");
    let refused = compile_ptx("__global__ void broken() { undefined(); }", "broken.cu", options).unwrap_err();
    let told = refused.to_string();
    assert!(told.contains("broken.cu(1)") && told.contains("undefined"), "{told}");
}

#[test]
fn every_cuda_device_computes_and_proves_it() {
    let devices = match Cuda::all() {
        Ok(devices) => devices,
        Err(unavailable) => {
            assert_eq!(Cuda::open().map(drop), Err(unavailable.clone()));
            testing::skip(&unavailable);
            return;
        }
    };
    let values: Vec<u32> = (0..COUNT).collect();
    for cuda in devices {
        let cuda = cuda.unwrap();
        let kernel = cuda.kernel(CUDA, "multiply", MultiplyAdd::Fused).unwrap();
        let mut launch = cuda.launch();
        let input = launch.upload(&values).unwrap();
        let output = launch.zeros::<u32>(values.len()).unwrap();
        let arguments = [
            device::cuda::CudaArgument::U32(3),
            input.argument(),
            output.argument(),
            device::cuda::CudaArgument::U32(COUNT),
        ];
        // SAFETY: the arguments are those of `multiply`, which writes below COUNT only.
        unsafe { launch.dispatch(&kernel, &arguments, Shape::line(COUNT.div_ceil(256), 256)) }.unwrap();
        let scaled = launch.download(&output).unwrap();
        let evidence = launch.finish().unwrap();
        assert!((0..COUNT).all(|number| scaled[number as usize] == 3 * number), "{evidence:?}");
        assert_eq!((evidence.dispatches, evidence.bytes_down), (1, u64::from(COUNT) * 4));
        assert!(evidence.device_ns.is_some_and(|ns| ns > 0), "{evidence:?}");
        assert!(evidence.driver.contains("fmad true"), "{evidence:?}");
    }
}
